using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>What takes an applied intent back.</summary>
/// <param name="Body">Without <c>run_version</c>, which is the one of the answer; absent where only the operator knows what was before.</param>
internal sealed record IntentInverse(string Intent, IntentBody? Body);

/// <summary>Derives the inverse of an intent from what was applied. Pure.</summary>
internal static class IntentInverses
{
    public static IntentInverse? Of(RaceControlPayload applied, RunId? run)
    {
        if (IntentCatalog.Find(applied.Intent) is not { } use)
        {
            return null;
        }

        var id = (run ?? applied.RunId)?.Value;
        return new IntentInverse(use.Inverse, applied.Intent switch
        {
            Intents.Unstage or Intents.Programme => null,
            Intents.PracticeOn or Intents.PracticeOff => new IntentBody(),
            Intents.InsertPassing or Intents.VoidPassing or Intents.AssignPassing or Intents.SetOrder or Intents.SetResult or Intents.Scratch
                or Intents.SetLane => Undone(applied.Intent, applied.Correction) is { } undone ? new IntentBody(RunId: id, Correction: undone) : null,
            _ => new IntentBody(RunId: id),
        });
    }

    /// <summary><c>null</c> when the intent itself was the way back, or does not say what it replaced.</summary>
    private static CorrectionDetails? Undone(string intent, CorrectionDetails? done) => (intent, done) switch
    {
        (_, null) => null,
        (Intents.InsertPassing or Intents.VoidPassing, { DecoderId: { } decoder, PassingNumber: { } number }) =>
            new CorrectionDetails { DecoderId = decoder, PassingNumber = number },
        (Intents.InsertPassing, { Lane: { } lane, TimingPoint: { } point }) => new CorrectionDetails { Lane = lane, TimingPoint = point },
        (Intents.AssignPassing, { Lane: not null }) => done with { Lane = null },
        (Intents.SetOrder, { Lanes.Count: > 0 }) => new CorrectionDetails { Lanes = [] },
        (Intents.SetResult, { Code: not null }) => done with { Code = null },
        (Intents.Scratch, _) => done with { Undo = !done.Undo },
        (Intents.SetLane, { Lane: { } lane, ToLane: { } to }) => new CorrectionDetails { Lane = to, ToLane = lane },
        _ => null,
    };
}
