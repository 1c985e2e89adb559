using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>How ownership stands at one moment, for readiness and metrics.</summary>
/// <param name="Owned">Tracks this worker runs.</param>
/// <param name="Workers">Live workers, this one included.</param>
/// <param name="OldestLease">Time since the last renewal, of the lease where it is longest.</param>
/// <param name="Lapsed">Tracks it runs whose lease is not valid at the moment: they wait.</param>
/// <param name="Unowned">Tracks nobody has run for two lengths of a lease, and the fold they need when this worker lacks it.</param>
/// <param name="Problem">Why leases cannot be kept; <c>null</c> while they can.</param>
internal sealed record OwnershipStatus(
    int Owned,
    int Workers,
    TimeSpan OldestLease,
    IReadOnlyList<TrackId> Lapsed,
    IReadOnlyList<(TrackId Track, int? NeedsFold)> Unowned,
    string? Problem)
{
    public static OwnershipStatus Nothing { get; } = new(0, 0, TimeSpan.Zero, [], [], "starting");

    /// <summary>What the role does without; <c>null</c> when all is well.</summary>
    public string? Degraded
    {
        get
        {
            var lacks = Unowned.Select(static track => track.NeedsFold is { } fold
                    ? $"nobody runs {track.Track}: its log needs fold {fold}"
                    : $"nobody runs {track.Track}")
                .Concat(Lapsed.Select(static track => $"{track} waits for its lease"))
                .ToArray();
            return lacks.Length == 0 ? null : string.Join("; ", lacks);
        }
    }
}
