using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>The start controller's pulse arrives as a passing with a small transponder number.</summary>
internal static class GateRules
{
    /// <summary>Used while no layout is known. Seen on real decoders; what tells one from the other is not documented.</summary>
    private static readonly ImmutableArray<uint> s_defaultGateIds = [9991, 9992, 9995];

    /// <summary>Numbers the decoder and its interface boxes use for themselves; never a rider's.</summary>
    public static bool IsSystemId(uint transponderId) => transponderId is >= 9990 and <= 9999;

    /// <returns><c>true</c> when the passing was not a rider's.</returns>
    public static bool TryApply(FoldStep step, PassingInput passing)
    {
        if (passing.TransponderId is not { } id)
        {
            return false;
        }

        if (GateIdsNow(step.State).Contains(id))
        {
            Pulse(step, passing, id);
            return true;
        }

        if (IsSystemId(id))
        {
            step.Emit(new Diagnostic(
                DiagnosticCodes.UnknownSystemTransponder, passing.DecoderId, id, passing.RtcTimeUs, null));
            return true;
        }

        return false;
    }

    private static ImmutableArray<uint> GateIdsNow(RaceState state) =>
        (state.Staged ?? state.LatestRacing ?? state.Runs.LastOrDefault())?.Plan.Track.GateIds ?? s_defaultGateIds;

    private static void Pulse(FoldStep step, PassingInput passing, uint id)
    {
        var state = step.State;
        var staged = state.Staged;
        var racing = state.LatestRacing;
        var decoder = state.Decoders[passing.DecoderId];
        var serverUs = passing.Resent && decoder.ServerMinusDecoderUs is { } offset ? passing.RtcTimeUs + offset : step.CapturedUs;
        var pulse = new GatePulse(passing.DecoderId, id, passing.RtcTimeUs, serverUs);
        var bounceUs = (staged ?? racing)?.Plan.Track.Windows.GateBounceUs ?? TimingWindows.DefaultGateBounceUs;
        if (state.LastGate is { } last && last.DecoderId == pulse.DecoderId && IsWithin(pulse.TimeUs - last.TimeUs, bounceUs))
        {
            step.Ignore(IgnoreReasons.GateBounce, passing, racing);
            return;
        }

        step.State = state with { LastGate = pulse };
        if (racing is not null && IsRecall(racing, pulse))
        {
            Recall(step, racing, pulse);
        }
        else if (staged is not null && !IsOfAnEarlierStart(staged, passing))
        {
            Start(step, staged, pulse, passing);
        }
        else
        {
            step.Ignore(racing is null ? IgnoreReasons.GateWithoutMoto : IgnoreReasons.GateWhileRacing, passing, racing);
        }
    }

    /// <summary>The gate fell again while nobody has passed a loop: a false start, and riders were called back.</summary>
    private static bool IsRecall(Run racing, GatePulse pulse) =>
        !racing.AnyCrossing
        && racing.Gate is { } gate
        && gate.DecoderId == pulse.DecoderId
        && pulse.TimeUs > gate.TimeUs
        && pulse.TimeUs - gate.TimeUs < racing.Plan.Track.Windows.FinishMaxUs;

    /// <summary>A pulse that was recovered later, but fell before the moto was staged, must not start it.</summary>
    private static bool IsOfAnEarlierStart(Run staged, PassingInput passing) =>
        passing.Resent
        && staged.ClocksAtStageUs.TryGetValue(passing.DecoderId, out var clockUs)
        && passing.RtcTimeUs < clockUs;

    private static void Start(FoldStep step, Run staged, GatePulse pulse, PassingInput passing)
    {
        if (step.State.Runs.Count(r => r.Phase == RunPhase.Racing) >= RaceState.MaxRacing)
        {
            step.Ignore(IgnoreReasons.TooManyOpenRuns, passing, staged);
            return;
        }

        Restart(step, staged with { Phase = RunPhase.Racing }, pulse, recall: false);
    }

    private static void Recall(FoldStep step, Run racing, GatePulse pulse)
    {
        var earlier = racing.EarlierPulses.Add(racing.Gate!);
        if (earlier.Length > Run.MaxEarlierPulses)
        {
            earlier = earlier.RemoveAt(0);
        }

        Restart(step, racing with { EarlierPulses = earlier, DecisionRaised = false }, pulse, recall: true);
    }

    /// <summary>Sets time zero. Reads that came before their gate pulse, but are later in time, become crossings now.</summary>
    private static void Restart(FoldStep step, Run run, GatePulse pulse, bool recall)
    {
        var started = run with
        {
            Gate = pulse,
            Riders = [.. run.Riders.Select(r => r with { Reads = r.Reads.RemoveAll(read => read.TimeUs < pulse.TimeUs), Crossings = [] })],
        };
        step.Put(started);
        step.Emit(started, new GateDropped(started.RunId, step.RaiseVersion(), pulse, recall));
        var caughtUp = started with
        {
            Riders =
            [
                .. started.Riders.Select(r => r with
                {
                    Crossings = CrossingAssignment.Of(started.Plan.Track, pulse.TimeUs, r.Reads).Crossings,
                }),
            ],
        };
        if (caughtUp.AnyCrossing)
        {
            FinishRules.Publish(step, started, caughtUp);
        }
    }

    private static bool IsWithin(Micros differenceUs, Micros limitUs) =>
        differenceUs < limitUs && differenceUs.Value > -limitUs.Value;
}
