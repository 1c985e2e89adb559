using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections.Apply;

/// <summary>(standing document, changed run) → standing document. Pure.</summary>
internal static class ClassStandings
{
    /// <param name="standing"><c>null</c> before the class has a result.</param>
    /// <param name="run">A run of the class, after the event.</param>
    /// <param name="streamSeq">Sequence of the event in the race event stream; at or below the document's nothing changes.</param>
    public static ClassStanding? Apply(ClassStanding? standing, TrackId track, MotoResult run, long streamSeq)
    {
        if (streamSeq <= standing?.StreamSeq)
        {
            return standing;
        }

        var known = standing?.Motos.FirstOrDefault(moto => moto.MotoId == run.MotoId);
        if (run is not { Phase: RacePhases.Finished, Results: { } results })
        {
            // The gate fell again, or the run was taken back: what it gave does not count any longer.
            return known?.RunId == run.RunId ? With(standing!, [.. standing!.Motos.Where(moto => moto != known)], streamSeq) : standing;
        }

        if (known?.RunNumber > run.RunNumber)
        {
            return standing;
        }

        var moto = new StandingMoto(
            run.MotoId, run.Moto.Number, run.Moto.RoundName, run.RunId, run.RunNumber,
            [.. results.Select(row => new StandingRank(row.Lane, row.RiderId, row.Plate, row.Place, row.Code, row.ElapsedUs, row.Tie))]);
        var empty = new ClassStanding
        {
            Id = ClassStanding.IdOf(track, run.MeetingId, run.Moto.ClassName),
            TrackId = track.Value,
            MeetingId = run.MeetingId,
            ClassName = run.Moto.ClassName,
        };
        return With(standing ?? empty, [.. (standing?.Motos ?? []).Where(other => other != known), moto], streamSeq);
    }

    private static ClassStanding With(ClassStanding standing, IReadOnlyList<StandingMoto> motos, long streamSeq) => standing with
    {
        Motos = [.. motos.OrderBy(moto => moto.Number).ThenBy(moto => moto.MotoId, StringComparer.Ordinal)],
        StreamSeq = streamSeq,
    };
}
