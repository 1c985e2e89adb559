namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>A passing: the decoder's counter first, then the gate or the rider it means.</summary>
internal static class PassingRules
{
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

        ClockRules.Put(step, passing.DecoderId, passing.Resent
            ? decoder.SeenAt(passing.RtcTimeUs)
            : ClockRules.Ticked(step, decoder, passing.RtcTimeUs));

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
        Run? staged = null;
        (Run Run, RunRider Rider, ReadVerdict Verdict)? unused = null;
        var known = false;
        foreach (var run in step.State.Runs)
        {
            if (run.Phase == RunPhase.Abandoned || RiderReads.Find(run, passing.Tag) is not { } rider)
            {
                continue;
            }

            if (run.Gate is not { } gate)
            {
                (staged, known) = (run, true);
                continue;
            }

            var read = RiderReads.Of(step, run, passing, epoch);
            if (run.AcceptsUntilUs is { } untilUs && read.TimeUs > untilUs)
            {
                known |= step.State.Practice is null && read.TimeUs <= untilUs + run.Plan.Track.Windows.FinishGraceUs;
                continue;
            }

            known = true;
            var (changed, verdict) = WithRead(run, gate, rider, read);
            if (verdict == ReadVerdict.Crossing)
            {
                Crossing(step, passing, run, run.With(changed), changed, read);
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
            GateRules.ReadBeforeGate(step, staged, passing, epoch);
        }
        else if (!known)
        {
            Nobody(step, passing, epoch);
        }
    }

    private static void Crossing(FoldStep step, PassingInput passing, Run before, Run after, RunRider rider, LoopRead read)
    {
        if (before.Official)
        {
            step.Emit(before, HealthRules.About(DiagnosticCodes.LateReadOfficial, passing));
            return;
        }

        FinishRules.Publish(step, before, after);
        HealthRules.CheckFinish(step, after, rider, read, passing);
    }

    private static void Unused(FoldStep step, PassingInput passing, Run run, RunRider rider, ReadVerdict verdict)
    {
        switch (verdict)
        {
            case ReadVerdict.Shadow:
                Seen(step, run, run.With(rider), rider);
                step.Count(c => c with { ShadowReads = c.ShadowReads + 1 });
                break;
            case ReadVerdict.BeforeGate:
                step.Ignore(IgnoreReasons.BeforeGate, passing, run);
                break;
            case ReadVerdict.OutsideWindow:
                Seen(step, run, run.With(rider), rider);
                var misnamed = passing.TimingPoint is { } name && run.Plan.Track.IndexOf(name) < 0;
                step.Ignore(misnamed ? IgnoreReasons.UnknownTimingPoint : IgnoreReasons.OutsideWindow, passing, run);
                HealthRules.CheckMapped(step, run, passing);
                break;
        }
    }

    /// <summary>A read that is no crossing still tells that a rider started: DNS becomes DNF.</summary>
    private static void Seen(FoldStep step, Run before, Run after, RunRider rider)
    {
        if (before is { Phase: RunPhase.Finished, Official: false }
            && Ranking.StatusOf(before, before.RiderIn(rider.Entry.Lane)!) != Ranking.StatusOf(after, rider))
        {
            FinishRules.Publish(step, before, after);
        }
        else if (!before.Official)
        {
            step.Put(after);
        }
    }

    private static void Nobody(FoldStep step, PassingInput passing, int epoch)
    {
        if (step.State.Practice is not null)
        {
            PracticeRules.Read(step, passing, epoch);
        }
        else
        {
            Unknown(step, passing);
        }
    }

    /// <summary>Reported once per run, never a place: a stray tag near a loop may be read for minutes.</summary>
    private static void Unknown(FoldStep step, PassingInput passing)
    {
        if (step.State.LatestRacing is not { Gate: { } gate } run
            || run.Plan.Track.TrackTime(passing.DecoderId, passing.RtcTimeUs) < gate.TimeUs
            || run.UnknownTransponders.Length >= Run.MaxUnknownTransponders
            || run.UnknownTransponders.Contains(passing.Tag))
        {
            return;
        }

        step.Put(run with { UnknownTransponders = run.UnknownTransponders.Add(passing.Tag) });
        var theirs = step.State.Runs.LastOrDefault(r => RiderReads.Find(r, passing.Tag) is not null);
        step.Emit(run, new UnknownTransponder(
            run.RunId,
            passing.Tag,
            passing.DecoderId,
            passing.RtcTimeUs,
            theirs is null ? null : RiderReads.Find(theirs, passing.Tag)!.Entry.RiderId,
            theirs?.Plan.Moto.MotoId));
    }

    private static (RunRider Rider, ReadVerdict Verdict) WithRead(Run run, GatePulse gate, RunRider rider, LoopRead read)
    {
        var reads = RiderReads.Insert(rider, read);
        var (crossings, verdicts) = CrossingAssignment.Of(run.Plan.Track, gate, reads);
        return (rider with { Reads = reads, Crossings = crossings }, verdicts[reads.IndexOf(read)]);
    }
}
