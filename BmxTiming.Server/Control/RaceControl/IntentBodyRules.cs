using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>What the body of each intent must hold, and may not hold. Pure.</summary>
internal static class IntentBodyRules
{
    public const int MaxLanes = 8;

    private static readonly Micros s_longest = Micros.FromSeconds(3_600);

    /// <summary>One sentence per fault, each with what to send instead.</summary>
    public static IEnumerable<string> Faults(string intent, IntentBody body)
    {
        var faults = Members(intent, body).Concat(intent switch
        {
            Intents.ManualGate => ManualGate(body.Gate),
            Intents.AttachGate => AttachGate(body.Gate),
            Intents.InsertPassing => Insert(body.Correction),
            Intents.VoidPassing => Void(body.Correction),
            Intents.AssignPassing => Assign(body.Correction),
            Intents.SetOrder => Order(body.Correction),
            Intents.SetResult => Code(body.Correction),
            Intents.Scratch => Lane(body.Correction),
            Intents.SetLane => Lane(body.Correction).Concat(Among(body.Correction?.ToLane, "correction.to_lane")),
            _ => [],
        });
        return IntentCatalog.Find(intent) is { NeedsReason: true } && string.IsNullOrWhiteSpace(body.Reason)
            ? faults.Append($"reason is needed with {intent}: say why, for those who read the result later.")
            : faults;
    }

    private static IEnumerable<string> Members(string intent, IntentBody body)
    {
        var corrects = intent is Intents.InsertPassing or Intents.VoidPassing or Intents.AssignPassing or Intents.SetOrder or Intents.SetResult
            or Intents.Scratch or Intents.SetLane;
        if (!corrects && body.Correction is not null)
        {
            yield return $"{intent} takes no correction: leave it out.";
        }

        if (intent is not (Intents.ManualGate or Intents.AttachGate) && body.Gate is not null)
        {
            yield return $"{intent} takes no gate: leave it out.";
        }

        var ofTrack = intent is Intents.Stage or Intents.Programme or Intents.PracticeOn or Intents.PracticeOff;
        if (ofTrack && body.RunId is not null)
        {
            yield return $"{intent} is about no run: leave run_id out.";
        }
    }

    private static IEnumerable<string> ManualGate(GateDetails? gate)
    {
        if (gate?.Source is not (ClockSources.Manual or ClockSources.FirstLoop))
        {
            yield return "gate.source must be manual (a moment) or first_loop (the first rider's read).";
        }
        else if (gate.Source == ClockSources.FirstLoop && (gate.TimeUs is not null || gate.DecoderId is not null))
        {
            yield return "gate.time_us and gate.decoder_id go with source manual only.";
        }

        if (gate?.TimeUs is { } at && at <= Micros.Zero)
        {
            yield return "gate.time_us must be a moment on the decoder's clock.";
        }
    }

    private static IEnumerable<string> AttachGate(GateDetails? gate)
    {
        if (gate?.Source is not (null or ClockSources.Gate))
        {
            yield return "gate.source must be gate, or left out.";
        }
    }

    private static IEnumerable<string> Insert(CorrectionDetails? correction) => ByOrigin(correction)
        ? []
        : ByPlace(correction).Concat(correction?.ElapsedUs is { } elapsed && elapsed > Micros.Zero && elapsed <= s_longest
            ? []
            : ["correction.elapsed_us must be the time since the gate, above 0 and at most an hour; or name a void passing by decoder_id and passing_number."]);

    private static IEnumerable<string> Void(CorrectionDetails? correction) => ByOrigin(correction) ? [] : ByPlace(correction);

    private static IEnumerable<string> Assign(CorrectionDetails? correction)
    {
        if (!ByOrigin(correction))
        {
            yield return "correction.decoder_id and correction.passing_number must name the passing.";
        }

        if (correction?.Lane is not (null or (>= 1 and <= MaxLanes)))
        {
            yield return $"correction.lane must be 1 to {MaxLanes}, or left out to give the passing back.";
        }
    }

    private static IEnumerable<string> Order(CorrectionDetails? correction)
    {
        var lanes = correction?.Lanes;
        if (lanes is null || lanes.Any(lane => lane is < 1 or > MaxLanes) || lanes.Distinct().Count() != lanes.Count)
        {
            yield return $"correction.lanes must name lanes 1 to {MaxLanes}, each once, from the first place on; [] is the order of the clock again.";
        }
    }

    private static IEnumerable<string> Code(CorrectionDetails? correction) => Lane(correction).Concat(
        correction?.Code is null or RiderStatuses.Dnf or RiderStatuses.Dns or RiderStatuses.Dsq or RiderStatuses.Rel or RiderStatuses.Np
            ? []
            : ["correction.code must be dnf, dns, dsq, rel or np, or left out for what the clock says."]);

    private static IEnumerable<string> Lane(CorrectionDetails? correction) => Among(correction?.Lane, "correction.lane");

    private static IEnumerable<string> Among(int? lane, string field) => lane is >= 1 and <= MaxLanes ? [] : [$"{field} must be 1 to {MaxLanes}."];

    private static IEnumerable<string> ByPlace(CorrectionDetails? correction) => Lane(correction).Concat(
        WireToken.IsValid(correction?.TimingPoint) ? [] : ["correction.timing_point must be the id of a timing point, such as finish."]);

    private static bool ByOrigin(CorrectionDetails? correction) => correction is { DecoderId: not null, PassingNumber: not null };
}
