using System.Collections.Immutable;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>
/// A run as it ended. Finishers by time, or as officials saw them; a relegated rider behind them, with the last place;
/// then DNF by how far they came, DNS, and the disqualified. Those behind one without a place move up.
/// </summary>
internal static class RaceResults
{
    /// <summary>Every rider once.</summary>
    public static ImmutableArray<Result> Of(Run run)
    {
        var results = ImmutableArray.CreateBuilder<Result>(run.Riders.Length);
        var finishers = run.Riders
            .Where(r => Ranking.StatusOf(run, r) == RiderStatus.Finished)
            .OrderBy(r => SeenAt(run, r))
            .ThenBy(r => r, Comparer<RunRider>.Create((a, b) => Ranking.CompareProgress(run, a, b)))
            .ThenBy(r => r.Entry.Lane)
            .ToArray();
        for (var i = 0; i < finishers.Length; i++)
        {
            var level = i > 0 && IsLevel(run, finishers[i - 1], finishers[i]);
            var tie = level || (i + 1 < finishers.Length && IsLevel(run, finishers[i], finishers[i + 1]));
            results.Add(ResultOf(run, finishers[i], level ? results[i - 1].Place : i + 1, null, tie));
        }

        var rest = run.Riders
            .Where(r => Ranking.StatusOf(run, r) != RiderStatus.Finished)
            .OrderBy(r => Rank(Ranking.StatusOf(run, r)))
            .ThenBy(r => r, Comparer<RunRider>.Create((a, b) => Ranking.CompareProgress(run, a, b)))
            .ThenBy(r => r.Entry.Lane);
        foreach (var rider in rest)
        {
            var code = Ranking.StatusOf(run, rider);
            results.Add(ResultOf(run, rider, code == RiderStatus.Rel ? results.Count + 1 : null, code, tie: false));
        }

        return results.MoveToImmutable();
    }

    private static int SeenAt(Run run, RunRider rider) =>
        run.OfficialOrder.IndexOf(rider.Entry.Lane) is >= 0 and var index ? index : int.MaxValue;

    private static bool IsLevel(Run run, RunRider a, RunRider b) =>
        SeenAt(run, a) == SeenAt(run, b) && Ranking.CompareProgress(run, a, b) == 0;

    private static int Rank(RiderStatus code) => code switch
    {
        RiderStatus.Rel => 0,
        RiderStatus.Dns or RiderStatus.Np => 2,
        RiderStatus.Dsq => 3,
        _ => 1,
    };

    private static Result ResultOf(Run run, RunRider rider, int? place, RiderStatus? code, bool tie)
    {
        var finish = place is null ? null : rider.CrossingAt(run.Plan.Track.FinishIndex);
        return new Result(
            rider.Entry,
            place,
            code,
            finish?.ElapsedUs,
            tie,
            [.. rider.Crossings.Select(c => new Split(run.Plan.Track.Points[c.Point].Id, c.ElapsedUs))],
            finish?.Read.IsManual ?? false);
    }
}
