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

    /// <summary>
    /// A staged rider is read although no pulse came. Kept: a pulse that arrives late, but fell earlier, turns it into a
    /// crossing. Where the track says so it starts the race; else officials are asked as soon as it looks like one.
    /// </summary>
    public static void ReadBeforeGate(FoldStep step, Run staged, PassingInput passing, int epoch)
    {
        var rider = RiderReads.Find(staged, passing.Tag)!;
        var read = RiderReads.Of(step, staged, passing, epoch);
        staged = staged.With(rider with { Reads = RiderReads.Insert(rider, read) });
        step.Put(staged);
        if (staged.Plan.Track.FirstLoopStart && !passing.Resent && IsAtFirstPoint(staged, read) && MayStart(step.State, staged) is null)
        {
            Start(step, staged, FirstLoopPulse(read));
            return;
        }

        step.Ignore(IgnoreReasons.BeforeGate, passing, staged);
        AskForGate(step, staged, read);
    }

    public static bool IsAtFirstPoint(Run run, LoopRead read)
    {
        var first = run.Plan.Track.Points[0];
        return read.TimingPoint is { } name ? name == first.Id : first.DecoderId is null || first.DecoderId == read.DecoderId;
    }

    public static GatePulse FirstLoopPulse(LoopRead read) =>
        new(read.DecoderId, null, read.TimeUs, read.CapturedUs, ClockSource.FirstLoop);

    /// <returns>Why the track has no room for this race now; <c>null</c> when it has.</returns>
    public static string? MayStart(RaceState state, Run staged)
    {
        var racing = state.Runs.Count(r => r.Phase == RunPhase.Racing);
        return racing >= RaceState.MaxRacing ? IgnoreReasons.TooManyOpenRuns
            : racing > 0 && staged.Plan.Track.SingleRace ? IgnoreReasons.GateWhileRacing
            : null;
    }

    public static void Start(FoldStep step, Run run, GatePulse pulse) =>
        Restart(step, run with { Phase = RunPhase.Racing }, pulse, recall: false);

    private static ImmutableArray<uint> GateIdsNow(RaceState state) =>
        state.Practice?.Track.GateIds
        ?? (state.Staged ?? state.LatestRacing ?? state.Runs.LastOrDefault(r => r.Phase != RunPhase.Abandoned))?.Plan.Track.GateIds
        ?? s_defaultGateIds;

    private static void Pulse(FoldStep step, PassingInput passing, uint id)
    {
        var state = step.State;
        var staged = state.Staged;
        var racing = state.LatestRacing;
        var decoder = state.Decoders[passing.DecoderId];
        var serverUs = passing.Resent && decoder.ServerMinusDecoderUs is { } offset ? passing.RtcTimeUs + offset : step.CapturedUs;
        var pulse = new GatePulse(passing.DecoderId, id, passing.RtcTimeUs, serverUs);
        var bounceUs = (state.Practice?.Track ?? (staged ?? racing)?.Plan.Track)?.Windows.GateBounceUs ?? TimingWindows.DefaultGateBounceUs;
        if (state.LastGate is { } last && last.DecoderId == pulse.DecoderId && IsWithin(pulse.TimeUs - last.TimeUs, bounceUs))
        {
            step.Ignore(IgnoreReasons.GateBounce, passing, racing);
            return;
        }

        step.State = state with { LastGate = pulse };
        if (state.Practice is { } practice)
        {
            PracticeRules.Gate(step, practice, pulse);
        }
        else if (racing is not null && (IsRecall(racing, pulse) || IsTrueGateOf(racing, pulse)))
        {
            Recall(step, racing, pulse);
        }
        else if (staged is null || IsOfAnEarlierStart(staged, passing))
        {
            Loose(step, passing, pulse, racing is null ? IgnoreReasons.GateWithoutMoto : IgnoreReasons.GateWhileRacing, racing);
        }
        else if (MayStart(step.State, staged) is { } reason)
        {
            Loose(step, passing, pulse, reason, staged);
        }
        else
        {
            Start(step, staged, InTrackTime(staged, pulse));
        }
    }

    private static GatePulse InTrackTime(Run run, GatePulse pulse) =>
        pulse with { TimeUs = run.Plan.Track.TrackTime(pulse.DecoderId, pulse.TimeUs) };

    /// <summary>It starts nothing now, but an operator may still attach it to a run.</summary>
    private static void Loose(FoldStep step, PassingInput passing, GatePulse pulse, string reason, Run? run)
    {
        var loose = step.State.LooseGates.Add(pulse);
        step.State = step.State with { LooseGates = loose.Length > RaceState.MaxLooseGates ? loose.RemoveAt(0) : loose };
        step.Ignore(reason, passing, run);
    }

    /// <summary>The gate fell again while nobody has passed a loop: a false start, and riders were called back.</summary>
    private static bool IsRecall(Run racing, GatePulse pulse)
    {
        var fellUs = InTrackTime(racing, pulse).TimeUs;
        return !racing.AnyCrossing
            && racing.Gate is { } gate
            && gate.DecoderId == pulse.DecoderId
            && fellUs > gate.TimeUs
            && fellUs - gate.TimeUs < racing.Plan.Track.Windows.FinishMaxUs;
    }

    /// <summary>The pulse of a race that the first loop started came after all, or a rider had only rolled over that loop.</summary>
    private static bool IsTrueGateOf(Run racing, GatePulse pulse)
    {
        if (racing.Gate is not { Source: ClockSource.FirstLoop } gate)
        {
            return false;
        }

        var fellUs = InTrackTime(racing, pulse).TimeUs;
        return fellUs <= gate.TimeUs
            ? gate.TimeUs - fellUs <= racing.Plan.Track.Points[0].MaxUs
            : racing.Riders.All(r => r.Furthest is not { Point: > 0 });
    }

    /// <summary>A pulse that was recovered later, but fell before the moto was staged, must not start it.</summary>
    private static bool IsOfAnEarlierStart(Run staged, PassingInput passing) =>
        passing.Resent
        && staged.ClocksAtStageUs.TryGetValue(passing.DecoderId, out var clockUs)
        && passing.RtcTimeUs < clockUs;

    private static void Recall(FoldStep step, Run racing, GatePulse pulse)
    {
        var earlier = racing.EarlierPulses.Add(racing.Gate!);
        if (earlier.Length > Run.MaxEarlierPulses)
        {
            earlier = earlier.RemoveAt(0);
        }

        Restart(step, racing with { EarlierPulses = earlier }, InTrackTime(racing, pulse), recall: true);
    }

    /// <summary>Sets time zero. Reads that came before their gate pulse, but are later in time, become crossings now.</summary>
    private static void Restart(FoldStep step, Run run, GatePulse pulse, bool recall)
    {
        var started = run with
        {
            Gate = pulse,
            DecisionRaised = false,
            Riders = [.. run.Riders.Select(r => r with { Reads = r.Reads.RemoveAll(read => read.TimeUs < pulse.TimeUs), Crossings = [] })],
        };
        step.Put(started);
        step.Emit(started, new GateDropped(started.RunId, step.RaiseVersion(), pulse, recall));
        var caughtUp = started with { Riders = [.. started.Riders.Select(r => RiderReads.WithCrossings(started, r))] };
        if (caughtUp.AnyCrossing)
        {
            FinishRules.Publish(step, started, caughtUp);
        }
        else if (started.Riders.Any(r => Ranking.StatusOf(started, r) != RiderStatus.OnTrack))
        {
            // Not everybody who stood in the list has started.
            step.Emit(started, new PositionsUpdated(started.RunId, Ranking.Positions(started), step.CapturedUs));
        }

        FlagRules.Refresh(step, run.RunId);
    }

    /// <summary>Two riders at the first timing point within its window of each other: a race is on, and its gate was not heard.</summary>
    private static void AskForGate(FoldStep step, Run staged, LoopRead read)
    {
        var first = staged.Plan.Track.Points[0];
        var seen = staged.Riders
            .Where(r => r.Reads.Any(x => IsAtFirstPoint(staged, x) && IsWithin(x.TimeUs - read.TimeUs, first.MaxUs)))
            .Select(r => r.Entry.Lane)
            .ToImmutableArray();
        if (seen.Length < 2 || staged.DecisionRaised)
        {
            return;
        }

        var raised = staged with { DecisionRaised = true };
        step.Put(raised);
        step.Emit(raised, new DecisionNeeded(raised.RunId, DecisionReasons.GateMissing, seen));
    }

    private static bool IsWithin(Micros differenceUs, Micros limitUs) =>
        differenceUs < limitUs && differenceUs.Value > -limitUs.Value;
}
