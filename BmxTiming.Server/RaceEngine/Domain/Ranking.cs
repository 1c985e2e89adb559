using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Order of a run: the furthest timing point, then the time there. Equal times share a place, the next is skipped.</summary>
internal static class Ranking
{
    private static readonly Comparer<RunRider> s_byProgress = Comparer<RunRider>.Create(CompareProgress);

    /// <summary>Every rider once: those with a place in order, then the rest; equals by lane, for display only.</summary>
    public static ImmutableArray<Position> Positions(Run run)
    {
        var ordered = run.Riders.OrderBy(r => r, s_byProgress).ThenBy(r => r.Entry.Lane).ToArray();
        var leader = ordered[0];
        return [.. ordered.Select(rider => PositionOf(run, rider, leader))];
    }

    /// <summary>Every rider once, as the race ended: finishers by time, then DNF by how far they came, then DNS.</summary>
    public static ImmutableArray<Result> Results(Run run) =>
    [
        .. run.Riders
            .OrderBy(r => StatusOf(run, r) == RiderStatus.Dns)
            .ThenBy(r => r, s_byProgress)
            .ThenBy(r => r.Entry.Lane)
            .Select(r => ResultOf(run, r)),
    ];

    /// <summary>Place of a rider at a timing point they crossed, among those who crossed it so far.</summary>
    public static (int Place, bool Tie) PlaceAt(Run run, RunRider rider, Crossing crossing)
    {
        var place = 1;
        var tie = false;
        foreach (var other in run.Riders)
        {
            if (other.Entry.Lane != rider.Entry.Lane && other.CrossingAt(crossing.Point) is { } theirs)
            {
                place += theirs.ElapsedUs < crossing.ElapsedUs ? 1 : 0;
                tie |= theirs.ElapsedUs == crossing.ElapsedUs;
            }
        }

        return (place, tie);
    }

    public static RiderStatus StatusOf(Run run, RunRider rider) => run switch
    {
        { Phase: RunPhase.Staged } => RiderStatus.AtGate,
        _ when run.HasFinished(rider) => RiderStatus.Finished,
        { Phase: RunPhase.Racing } => RiderStatus.OnTrack,
        _ => rider.Reads.IsEmpty ? RiderStatus.Dns : RiderStatus.Dnf,
    };

    private static int CompareProgress(RunRider a, RunRider b) => (a.Furthest, b.Furthest) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        var (x, y) => y.Point != x.Point ? y.Point.CompareTo(x.Point) : x.ElapsedUs.CompareTo(y.ElapsedUs),
    };

    private static Position PositionOf(Run run, RunRider rider, RunRider leader)
    {
        var status = StatusOf(run, rider);
        if (rider.Furthest is not { } furthest)
        {
            return new Position(rider.Entry, null, status, null, null, null, Tie: false);
        }

        // A rider who led here and fell back later has no gap to show at this point.
        var gap = leader.CrossingAt(furthest.Point) is { } ahead && ahead.ElapsedUs <= furthest.ElapsedUs
            ? furthest.ElapsedUs - ahead.ElapsedUs
            : (Micros?)null;
        var coded = status is RiderStatus.Dnf or RiderStatus.Dns;
        return new Position(
            rider.Entry,
            coded ? null : 1 + run.Riders.Count(r => CompareProgress(r, rider) < 0),
            status,
            run.Plan.Track.Points[furthest.Point].Id,
            furthest.ElapsedUs,
            coded ? null : gap,
            Tie: !coded && run.Riders.Any(r => r.Entry.Lane != rider.Entry.Lane && CompareProgress(r, rider) == 0));
    }

    private static Result ResultOf(Run run, RunRider rider)
    {
        var splits = rider.Crossings.Select(c => new Split(run.Plan.Track.Points[c.Point].Id, c.ElapsedUs)).ToImmutableArray();
        if (rider.CrossingAt(run.Plan.Track.FinishIndex) is not { } finish)
        {
            return new Result(rider.Entry, null, StatusOf(run, rider), null, Tie: false, splits);
        }

        var (place, tie) = PlaceAt(run, rider, finish);
        return new Result(rider.Entry, place, null, finish.ElapsedUs, tie, splits);
    }
}
