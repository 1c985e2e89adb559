namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>How one rider really rode one race: time since the gate at each timing point, µs.</summary>
/// <param name="Split">Officials saw who was behind in a dead heat: 1 for the one behind.</param>
internal sealed record Ride(string EntryId, int Lane, long? HillUs, long? TurnUs, long? FinishUs, string? Code = null, int Split = 0);

/// <summary>One race as it was really ridden, with the places by the paper rules.</summary>
/// <param name="Gate">From 1.</param>
internal sealed record PaperRace(string MotoId, string Round, int Gate, IReadOnlyList<Ride> Rides)
{
    public int Starters => Rides.Count(static ride => ride.Code != "DNS");

    public IEnumerable<string> EntryIds => Rides.Select(static ride => ride.EntryId);

    public Ride Of(string entryId) => Rides.Single(ride => ride.EntryId == entryId);

    /// <summary>A dead heat shares a place, and the next is left out.</summary>
    public int? PlaceOf(string entryId)
    {
        var ride = Of(entryId);
        return ride.Code is not null
            ? null
            : 1 + Rides.Count(other => other.Code is null
                && (other.FinishUs < ride.FinishUs || (other.FinishUs == ride.FinishUs && other.Split < ride.Split)));
    }

    public bool IsTie(string entryId) =>
        PlaceOf(entryId) is { } place && Rides.Any(other => other.EntryId != entryId && PlaceOf(other.EntryId) == place);

    public PaperRace With(string entryId, Func<Ride, Ride> change) =>
        this with { Rides = [.. Rides.Select(ride => ride.EntryId == entryId ? change(ride) : ride)] };
}
