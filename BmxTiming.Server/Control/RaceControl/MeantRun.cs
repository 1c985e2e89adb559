using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Which run an intent means, by the rules of the engine, where it may be one that is over.</summary>
internal static class MeantRun
{
    /// <returns><c>null</c>: none, or one that is still open and can always be ended.</returns>
    public static async Task<MotoResult?> OverAsync(
        DocumentSession session, TrackId track, string intent, RunId? named, CancellationToken cancellationToken)
    {
        var run = named is { } id
            ? await session.FindAsync<MotoResult>(MotoResult.IdOf(track, id), cancellationToken)
            : await LatestAsync(session, track, intent, cancellationToken);
        return run is { Phase: RacePhases.Finished or RacePhases.Abandoned } ? run : null;
    }

    private static async Task<MotoResult?> LatestAsync(DocumentSession session, TrackId track, string intent, CancellationToken cancellationToken)
    {
        string[]? phases = intent switch
        {
            Intents.Reopen => [RacePhases.Finished, RacePhases.Abandoned],
            Intents.SetOrder or Intents.SetResult or Intents.MarkOfficial or Intents.UnmarkOfficial => [RacePhases.Finished],
            Intents.InsertPassing or Intents.VoidPassing or Intents.AssignPassing => [RacePhases.Racing, RacePhases.Finished],
            Intents.Scratch or Intents.SetLane => [RacePhases.Staged, RacePhases.Racing, RacePhases.Finished],
            _ => null,
        };
        if (phases is null)
        {
            return null;
        }

        var id = track.Value;
        var latest = await session.ListAsync<MotoResult>(
            all => all.Where(x => x.TrackId == id && phases.Contains(x.Phase)).OrderByDescending(x => x.StagedSeq).Take(1), cancellationToken);
        return latest.Count > 0 ? latest[0] : null;
    }
}
