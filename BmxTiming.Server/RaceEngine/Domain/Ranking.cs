using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>
/// Order of a run while it is raced: the furthest timing point, then the time there. Equal times share a place, the next
/// is skipped. Where the clock cannot be believed, the order of arrival stands for the time.
/// </summary>
internal static class Ranking
{
    /// <summary>Every rider once: those with a place in order, then the rest; equals by lane, for display only.</summary>
    public static ImmutableArray<Position> Positions(Run run)
    {
        var ordered = run.Riders.ToArray();
        Array.Sort(ordered, (a, b) => CompareProgress(run, a, b) is var c and not 0 ? c : a.Entry.Lane.CompareTo(b.Entry.Lane));
        var statuses = Array.ConvertAll(ordered, rider => StatusOf(run, rider));
        var positions = ImmutableArray.CreateBuilder<Position>(ordered.Length);
        for (var i = 0; i < ordered.Length; i++)
        {
            positions.Add(PositionOf(run, ordered, statuses, i));
        }

        return positions.MoveToImmutable();
    }

    /// <summary>Place of a rider at a timing point they crossed, among those who crossed it so far.</summary>
    public static (int Place, bool Tie) PlaceAt(Run run, RunRider rider, Crossing crossing)
    {
        var place = 1;
        var tie = false;
        foreach (var other in run.Riders)
        {
            if (other.Entry.Lane != rider.Entry.Lane && other.CrossingAt(crossing.Point) is { } theirs)
            {
                var order = Compare(run, theirs, crossing);
                place += order < 0 ? 1 : 0;
                tie |= order == 0;
            }
        }

        return (place, tie);
    }

    public static RiderStatus StatusOf(Run run, RunRider rider) => run switch
    {
        _ when rider.Scratched => RiderStatus.Dns,
        _ when rider.Code is { } code => code,
        { Phase: RunPhase.Staged } => RiderStatus.AtGate,
        _ when run.HasFinished(rider) => RiderStatus.Finished,
        { Phase: RunPhase.Racing } => RiderStatus.OnTrack,
        _ when run.OfficialOrder.Contains(rider.Entry.Lane) => RiderStatus.Finished,
        _ => rider.Reads.IsEmpty ? RiderStatus.Dns : RiderStatus.Dnf,
    };

    /// <summary>Who was first at one timing point.</summary>
    public static int Compare(Run run, Crossing a, Crossing b) =>
        run.ClockSet is null ? a.ElapsedUs.CompareTo(b.ElapsedUs) : a.Read.Arrival.CompareTo(b.Read.Arrival);

    public static int CompareProgress(Run run, RunRider a, RunRider b) => (a.Furthest, b.Furthest) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        var (x, y) => y.Point != x.Point ? y.Point.CompareTo(x.Point) : Compare(run, x, y),
    };

    private static Position PositionOf(Run run, RunRider[] ordered, RiderStatus[] statuses, int index)
    {
        var (rider, status) = (ordered[index], statuses[index]);
        if (rider.Furthest is not { } furthest)
        {
            return new Position(rider.Entry, null, status, null, null, null, Tie: false);
        }

        var placed = IsPlaced(status);
        var (ahead, level) = (0, 0);
        for (var i = 0; i < ordered.Length; i++)
        {
            if (!IsPlaced(statuses[i]))
            {
                continue;
            }

            var order = CompareProgress(run, ordered[i], rider);
            ahead += order < 0 ? 1 : 0;
            level += order == 0 ? 1 : 0;
        }

        return new Position(
            rider.Entry,
            placed ? 1 + ahead : null,
            status,
            run.Plan.Track.Points[furthest.Point].Id,
            furthest.ElapsedUs,
            placed ? GapOf(ordered[0], furthest) : null,
            Tie: placed && level > 1);
    }

    private static bool IsPlaced(RiderStatus status) => status is RiderStatus.OnTrack or RiderStatus.Finished or RiderStatus.AtGate;

    /// <summary>A rider who led here and fell back later has no gap to show at this point.</summary>
    private static Micros? GapOf(RunRider leader, Crossing crossing) =>
        leader.CrossingAt(crossing.Point) is { } ahead && ahead.ElapsedUs <= crossing.ElapsedUs ? crossing.ElapsedUs - ahead.ElapsedUs : null;
}
