using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>An operator gives a run its time zero: a pulse that was heard and started nothing, the first loop, or a moment.</summary>
internal static class GateIntentRules
{
    /// <summary>How long after it fell a pulse can be attached.</summary>
    public static readonly Micros AttachWindowUs = Micros.FromSeconds(60);

    public static Refusal? Apply(FoldStep step, GateInput input)
    {
        var state = step.State;
        var run = input.RunId is { } id
            ? state.FindRun(id)
            : state.Staged ?? state.LatestRacing ?? (input.Clock == ClockSource.Gate ? state.LatestFinished : null);
        if (run is null)
        {
            return input.RunId is null ? Refusals.NothingStaged : Refusals.NoSuchRun;
        }

        if (run.Official)
        {
            return Refusals.Official;
        }

        return input.Clock == ClockSource.Gate ? Attach(step, input, run) : StartByHand(step, input, run);
    }

    private static Refusal? StartByHand(FoldStep step, GateInput input, Run run)
    {
        if (run.Phase != RunPhase.Staged)
        {
            return Refusals.AlreadyStarted;
        }

        if (GateRules.MayStart(step.State, run) is { } reason)
        {
            return Refusals.NoRoom(reason);
        }

        var (pulse, refusal) = input.Clock == ClockSource.FirstLoop ? FirstLoop(run) : Moment(step, input, run);
        if (pulse is null)
        {
            return refusal;
        }

        step.RaiseVersion();
        GateRules.Start(step, RiderReads.Recall(step, run, pulse.TimeUs), pulse);
        IntentRules.Accept(step, input.Intent, step.State.RunVersion, run);
        return null;
    }

    private static (GatePulse? Pulse, Refusal? Refusal) FirstLoop(Run run)
    {
        var first = run.Riders.SelectMany(r => r.Reads).Where(r => GateRules.IsAtFirstPoint(run, r)).Order(s_byTime).FirstOrDefault();
        return first is null
            ? (null, new Refusal("no_read_yet", "No rider of the moto was read at the first timing point."))
            : (GateRules.FirstLoopPulse(first), null);
    }

    private static (GatePulse? Pulse, Refusal? Refusal) Moment(FoldStep step, GateInput input, Run run)
    {
        var decoders = step.State.Decoders;
        var id = input.DecoderId ?? decoders.Where(d => d.Value.NowUs is not null).OrderByDescending(d => d.Value.LastInput).FirstOrDefault().Key;
        if (!decoders.TryGetValue(id, out var decoder) || (input.TimeUs ?? decoder.NowUs) is not { } timeUs || !ClockRules.IsPlausible(timeUs))
        {
            return (null, new Refusal("no_decoder_clock", "No decoder has told its time, and times count on a decoder's clock only."));
        }

        var serverUs = decoder.ServerMinusDecoderUs is { } offset ? timeUs + offset : step.CapturedUs;
        return (new GatePulse(id, null, run.Plan.Track.TrackTime(id, timeUs), serverUs, ClockSource.Manual), null);
    }

    private static Refusal? Attach(FoldStep step, GateInput input, Run run)
    {
        var loose = step.State.LooseGates.LastOrDefault(p =>
            (input.DecoderId is null || p.DecoderId == input.DecoderId)
            && (input.TimeUs is null || p.TimeUs == input.TimeUs)
            && step.State.Decoders.GetValueOrDefault(p.DecoderId)?.NowUs is { } nowUs
            && nowUs - p.TimeUs <= AttachWindowUs);
        if (loose is null)
        {
            return new Refusal("no_gate_pulse", "No gate pulse of the last minute is left to attach.");
        }

        if (run.Phase != RunPhase.Staged && run.Gate?.Source == ClockSource.Gate)
        {
            return new Refusal("gate_known", "The run has its own gate pulse.");
        }

        if (run.Phase == RunPhase.Staged && GateRules.MayStart(step.State, run) is { } reason)
        {
            return Refusals.NoRoom(reason);
        }

        step.State = step.State with { LooseGates = step.State.LooseGates.Remove(loose) };
        var pulse = loose with { TimeUs = run.Plan.Track.TrackTime(loose.DecoderId, loose.TimeUs) };
        var recalled = RiderReads.Recall(step, run, pulse.TimeUs);
        if (run.Phase == RunPhase.Finished)
        {
            var moved = recalled with { Gate = pulse, Corrected = true };
            moved = moved with { Riders = [.. moved.Riders.Select(r => RiderReads.WithCrossings(moved, r))] };
            CorrectionRules.Restate(step, moved, input.Intent, null);
            return null;
        }

        step.RaiseVersion();
        GateRules.Start(step, recalled, pulse);
        IntentRules.Accept(step, input.Intent, step.State.RunVersion, run);
        return null;
    }

    private static readonly Comparer<LoopRead> s_byTime = Comparer<LoopRead>.Create(LoopRead.Compare);
}
