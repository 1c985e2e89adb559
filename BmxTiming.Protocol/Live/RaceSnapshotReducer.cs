using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;

namespace BmxTiming.Protocol.Live;

/// <summary>
/// (snapshot, event) → snapshot. Pure, and the only way a snapshot comes about; the browser holds the same rules
/// in TypeScript, checked against shared fixtures.
/// </summary>
public static class RaceSnapshotReducer
{
    /// <summary>Events at or below the snapshot's <c>race_seq</c> and kinds a board does not show change nothing but the sequence.</summary>
    public static RaceSnapshot Apply(RaceSnapshot snapshot, RaceEvent message)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(message);
        return message.RaceSeq <= snapshot.RaceSeq ? snapshot : Apply(snapshot, message.RaceSeq, PayloadOf(message));
    }

    /// <param name="payload">The payload record of the event's kind; another object, or none, moves on the sequence alone.</param>
    public static RaceSnapshot Apply(RaceSnapshot snapshot, long raceSeq, object? payload)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (raceSeq <= snapshot.RaceSeq)
        {
            return snapshot;
        }

        var next = payload switch
        {
            RaceStagedPayload staged => Staged(snapshot, staged),
            RaceUnstagedPayload unstaged => Unstaged(snapshot, unstaged),
            GateDropPayload gate => GateDrop(snapshot, gate),
            SplitTimePayload split => Split(snapshot, split),
            PositionsUpdatePayload positions => Positions(snapshot, positions),
            RaceFinishedPayload finished => Finished(snapshot, finished),
            ResultCorrectedPayload corrected => Corrected(snapshot, corrected),
            ResultOfficialPayload official => Official(snapshot, official),
            RunRestatedPayload restated => Restated(snapshot, restated),
            RunFlaggedPayload flagged => WithRun(snapshot, flagged.RunId, run => run with { Flags = flagged.Flags.Count == 0 ? null : flagged.Flags }),
            RaceResetPayload reset => Reset(snapshot, reset),
            NeedsDecisionPayload decision => Decide(snapshot, decision),
            ProgrammeChangedPayload programme => Programme(snapshot, programme),
            PracticeChangedPayload practice => PracticeReducer.Changed(snapshot, practice),
            PracticeTimePayload time => PracticeReducer.Time(snapshot, time),
            ControlAppliedPayload applied => snapshot with { RunVersion = applied.RunVersion },
            _ => snapshot,
        };
        return next with { RaceSeq = raceSeq };
    }

    private static object? PayloadOf(RaceEvent message) => message.Kind switch
    {
        RaceEventKinds.RaceStaged => message.PayloadAs(WireJson.Default.RaceStagedPayload),
        RaceEventKinds.RaceUnstaged => message.PayloadAs(WireJson.Default.RaceUnstagedPayload),
        RaceEventKinds.GateDrop => message.PayloadAs(WireJson.Default.GateDropPayload),
        RaceEventKinds.SplitTime => message.PayloadAs(WireJson.Default.SplitTimePayload),
        RaceEventKinds.PositionsUpdate => message.PayloadAs(WireJson.Default.PositionsUpdatePayload),
        RaceEventKinds.RaceFinished => message.PayloadAs(WireJson.Default.RaceFinishedPayload),
        RaceEventKinds.ResultCorrected => message.PayloadAs(WireJson.Default.ResultCorrectedPayload),
        RaceEventKinds.ResultOfficial => message.PayloadAs(WireJson.Default.ResultOfficialPayload),
        RaceEventKinds.RunRestated => message.PayloadAs(WireJson.Default.RunRestatedPayload),
        RaceEventKinds.RunFlagged => message.PayloadAs(WireJson.Default.RunFlaggedPayload),
        RaceEventKinds.RaceReset => message.PayloadAs(WireJson.Default.RaceResetPayload),
        RaceEventKinds.NeedsDecision => message.PayloadAs(WireJson.Default.NeedsDecisionPayload),
        RaceEventKinds.ProgrammeChanged => message.PayloadAs(WireJson.Default.ProgrammeChangedPayload),
        RaceEventKinds.PracticeChanged => message.PayloadAs(WireJson.Default.PracticeChangedPayload),
        RaceEventKinds.PracticeTime => message.PayloadAs(WireJson.Default.PracticeTimePayload),
        RaceEventKinds.ControlApplied => message.PayloadAs(WireJson.Default.ControlAppliedPayload),
        _ => null,
    };

    private static RaceSnapshot Staged(RaceSnapshot snapshot, RaceStagedPayload staged)
    {
        var run = new RunView
        {
            RunId = staged.RunId,
            RunNumber = staged.RunNumber,
            Phase = RacePhases.Staged,
            Moto = staged.Moto,
            TimingPoints = staged.TimingPoints,
            Riders = staged.Riders,
            Positions = [.. staged.Riders.Select(r =>
                new PositionRow(r.Lane, r.RiderId, null, RiderStatuses.AtGate, null, null, null, Tie: false))],
        };
        return WithRuns(snapshot, [run, .. snapshot.Runs.Where(r => r.RunId != staged.RunId)]) with
        {
            TrackName = staged.TrackName,
            Meeting = staged.Meeting,
            NextMotos = staged.NextMotos,
            RunVersion = staged.RunVersion,
        };
    }

    private static RaceSnapshot Unstaged(RaceSnapshot snapshot, RaceUnstagedPayload unstaged) =>
        WithRuns(snapshot, [.. snapshot.Runs.Where(r => r.RunId != unstaged.RunId)]) with { RunVersion = unstaged.RunVersion };

    private static RaceSnapshot GateDrop(RaceSnapshot snapshot, GateDropPayload gate) =>
        WithRun(snapshot, gate.RunId, run => run with
        {
            Phase = RacePhases.Racing,
            GateTimeUs = gate.GateTimeUs,
            GateDropUs = gate.GateDropUs,
            ClockSource = gate.ClockSource,
            Splits = [],
            Results = null,
            NeedsDecision = [],
            CapturedUs = gate.GateDropUs,
            Positions = [.. run.Riders.Select(r =>
                new PositionRow(r.Lane, r.RiderId, null, RiderStatuses.OnTrack, null, null, null, Tie: false))],
        }) with { RunVersion = gate.RunVersion };

    private static RaceSnapshot Split(RaceSnapshot snapshot, SplitTimePayload split) =>
        WithRun(snapshot, split.RunId, run => run with
        {
            CapturedUs = split.CapturedUs,
            Splits =
            [
                .. run.Splits.Where(s => s.Lane != split.Lane || s.TimingPoint != split.TimingPoint),
                new LaneSplit(split.Lane, split.TimingPoint, split.ElapsedUs, split.Place),
            ],
        });

    private static RaceSnapshot Positions(RaceSnapshot snapshot, PositionsUpdatePayload update) =>
        WithRun(snapshot, update.RunId, run => run with { Positions = update.Positions, CapturedUs = update.CapturedUs });

    private static RaceSnapshot Finished(RaceSnapshot snapshot, RaceFinishedPayload finished) =>
        WithRun(snapshot, finished.RunId, run => run with
        {
            Phase = RacePhases.Finished,
            Results = finished.Results,
            NeedsDecision = [],
        }) with { RunVersion = finished.RunVersion };

    private static RaceSnapshot Corrected(RaceSnapshot snapshot, ResultCorrectedPayload corrected) =>
        WithRun(snapshot, corrected.RunId, run => run with { Results = corrected.Results }) with { RunVersion = corrected.RunVersion };

    private static RaceSnapshot Official(RaceSnapshot snapshot, ResultOfficialPayload official) =>
        WithRun(snapshot, official.RunId, run => run with { Official = official.Official, Results = official.Results })
            with { RunVersion = official.RunVersion };

    /// <summary>In its place; a run that was not shown any more (a reopened one) becomes the latest.</summary>
    private static RaceSnapshot Restated(RaceSnapshot snapshot, RunRestatedPayload restated)
    {
        var known = snapshot.Runs.Any(run => run.RunId == restated.RunId);
        var next = known
            ? WithRun(snapshot, restated.RunId, _ => restated.Run)
            : WithRuns(snapshot, IsOpen(restated.Run) ? [restated.Run, .. snapshot.Runs] : snapshot.Runs);
        return next with { RunVersion = restated.RunVersion };
    }

    private static RaceSnapshot Reset(RaceSnapshot snapshot, RaceResetPayload reset) =>
        WithRun(snapshot, reset.RunId, run => run with { Phase = RacePhases.Abandoned, NeedsDecision = [] })
            with { RunVersion = reset.RunVersion };

    private static RaceSnapshot Decide(RaceSnapshot snapshot, NeedsDecisionPayload decision) =>
        WithRun(snapshot, decision.RunId, run => run with { NeedsDecision = decision.Lanes });

    private static RaceSnapshot Programme(RaceSnapshot snapshot, ProgrammeChangedPayload programme) =>
        snapshot with { Meeting = programme.Meeting, NextMotos = programme.NextMotos, RunVersion = programme.RunVersion };

    private static RaceSnapshot WithRun(RaceSnapshot snapshot, RunId id, Func<RunView, RunView> change) =>
        WithRuns(snapshot, [.. snapshot.Runs.Select(run => run.RunId == id ? change(run) : run)]);

    /// <summary>Keeps every open run and the latest one that ended, within the bound.</summary>
    private static RaceSnapshot WithRuns(RaceSnapshot snapshot, IReadOnlyList<RunView> runs)
    {
        var kept = new List<RunView>(RaceSnapshot.MaxRuns);
        var ended = false;
        foreach (var run in runs)
        {
            var open = IsOpen(run);
            if ((open || !ended) && kept.Count < RaceSnapshot.MaxRuns)
            {
                kept.Add(run);
                ended |= !open;
            }
        }

        return snapshot with { Runs = kept, Phase = kept.Count == 0 ? RacePhases.Idle : kept[0].Phase };
    }

    private static bool IsOpen(RunView run) => run.Phase is RacePhases.Staged or RacePhases.Racing;
}
