using System.Collections.Immutable;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>A passing: the decoder's counter first, then the gate or the rider it means.</summary>
internal static class PassingRules
{
    private static readonly Comparer<LoopRead> s_byTime = Comparer<LoopRead>.Create(LoopRead.Compare);

    public static void Apply(FoldStep step, PassingInput passing)
    {
        passing = passing with { TransponderId = passing.TransponderId is 0 ? null : passing.TransponderId };
        if (!ClockRules.IsPlausible(passing.RtcTimeUs))
        {
            step.Ignore(IgnoreReasons.ClockGarbage, passing);
            return;
        }

        var known = step.State.Decoders.GetValueOrDefault(passing.DecoderId, DecoderState.New);
        if (PassingIdentity.Accept(known, passing) is not { } decoder)
        {
            step.Count(c => c with { DuplicatePassings = c.DuplicatePassings + 1 });
            return;
        }

        ClockRules.Put(step, passing.DecoderId, decoder.SeenAt(passing.RtcTimeUs));
        if (!passing.Resent)
        {
            ClockRules.Tick(step, passing.DecoderId, passing.RtcTimeUs);
        }

        if (!GateRules.TryApply(step, passing))
        {
            Rider(step, passing, decoder.Epoch);
        }

        FinishRules.CheckDeadlines(step, passing.DecoderId);
    }

    /// <summary>
    /// A rider's read belongs to the earliest run of theirs that can use it: races may overlap, and the riders of the
    /// one before are still on the track.
    /// </summary>
    private static void Rider(FoldStep step, PassingInput passing, int epoch)
    {
        var read = new LoopRead(
            passing.DecoderId, epoch, passing.PassingNumber, passing.RtcTimeUs, passing.TimingPoint, step.CapturedUs);
        Run? staged = null;
        (Run Run, RunRider Rider, ReadVerdict Verdict)? unused = null;
        var known = false;
        foreach (var run in step.State.Runs)
        {
            if (FindRider(run, passing) is not { } rider)
            {
                continue;
            }

            known = true;
            if (run.Gate is not { } gate)
            {
                staged = run;
                continue;
            }

            if (run.AcceptsUntilUs is { } until && read.TimeUs > until)
            {
                continue;
            }

            var (changed, verdict) = WithRead(run, gate, rider, read);
            if (verdict == ReadVerdict.Crossing)
            {
                FinishRules.Publish(step, run, run.With(changed));
                return;
            }

            unused ??= (run, changed, verdict);
        }

        if (unused is { } u)
        {
            Unused(step, passing, u.Run, u.Rider, u.Verdict);
        }
        else if (staged is not null)
        {
            // Kept: a gate pulse that arrives late, but fell earlier, turns it into a crossing.
            var rider = FindRider(staged, passing)!;
            step.Put(staged.With(rider with { Reads = Insert(rider, read) }));
            step.Ignore(IgnoreReasons.BeforeGate, passing, staged);
        }
        else if (!known)
        {
            Unknown(step, passing);
        }
    }

    private static void Unused(FoldStep step, PassingInput passing, Run run, RunRider rider, ReadVerdict verdict)
    {
        switch (verdict)
        {
            case ReadVerdict.Shadow:
                step.Put(run.With(rider));
                step.Count(c => c with { ShadowReads = c.ShadowReads + 1 });
                break;
            case ReadVerdict.BeforeGate:
                step.Ignore(IgnoreReasons.BeforeGate, passing, run);
                break;
            case ReadVerdict.OutsideWindow:
                step.Put(run.With(rider));
                var misnamed = passing.TimingPoint is { } name && run.Plan.Track.Points.All(p => p.Id != name);
                step.Ignore(misnamed ? IgnoreReasons.UnknownTimingPoint : IgnoreReasons.OutsideWindow, passing, run);
                break;
        }
    }

    /// <summary>Reported once per run, never a place: a stray tag near a loop may be read for minutes.</summary>
    private static void Unknown(FoldStep step, PassingInput passing)
    {
        var tag = new UnknownTag(passing.TransponderId, passing.TransponderCode);
        if (step.State.LatestRacing is not { Gate: { } gate } run
            || passing.RtcTimeUs < gate.TimeUs
            || run.UnknownTransponders.Length >= Run.MaxUnknownTransponders
            || run.UnknownTransponders.Contains(tag))
        {
            return;
        }

        step.Put(run with { UnknownTransponders = run.UnknownTransponders.Add(tag) });
        step.Emit(run, new UnknownTransponder(
            run.RunId, passing.TransponderId, passing.TransponderCode, passing.DecoderId, passing.RtcTimeUs));
    }

    /// <summary>By number; by code only where the frame carries no number.</summary>
    private static RunRider? FindRider(Run run, PassingInput passing) => passing switch
    {
        { TransponderId: { } id } => run.Riders.FirstOrDefault(r => r.Entry.TransponderIds.Contains(id)),
        { TransponderCode: { } code } => run.Riders.FirstOrDefault(r => r.Entry.TransponderCodes.Contains(code)),
        _ => null,
    };

    private static (RunRider Rider, ReadVerdict Verdict) WithRead(Run run, GatePulse gate, RunRider rider, LoopRead read)
    {
        var reads = Insert(rider, read);
        var (crossings, verdicts) = CrossingAssignment.Of(run.Plan.Track, gate.TimeUs, reads);
        return (rider with { Reads = reads, Crossings = crossings }, verdicts[reads.IndexOf(read)]);
    }

    /// <summary>By time; at the limit the oldest read that is no crossing makes room, so that noise cannot push a crossing out.</summary>
    private static ImmutableArray<LoopRead> Insert(RunRider rider, LoopRead read)
    {
        var reads = rider.Reads;
        if (reads.Length >= RunRider.MaxReads)
        {
            var spare = reads.FirstOrDefault(r => rider.Crossings.All(c => c.Read != r)) ?? reads[0];
            reads = reads.Remove(spare);
        }

        var index = reads.BinarySearch(read, s_byTime);
        return reads.Insert(index < 0 ? ~index : index, read);
    }
}
