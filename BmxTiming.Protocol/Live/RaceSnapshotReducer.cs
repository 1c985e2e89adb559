using System.Text.Json;
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
        if (message.RaceSeq <= snapshot.RaceSeq)
        {
            return snapshot;
        }

        var next = message.Kind switch
        {
            RaceEventKinds.RaceStaged => Staged(snapshot, Read(message, WireJson.Default.RaceStagedPayload)),
            RaceEventKinds.RaceUnstaged => Unstaged(snapshot, Read(message, WireJson.Default.RaceUnstagedPayload)),
            RaceEventKinds.GateDrop => GateDrop(snapshot, Read(message, WireJson.Default.GateDropPayload)),
            RaceEventKinds.SplitTime => Split(snapshot, Read(message, WireJson.Default.SplitTimePayload)),
            RaceEventKinds.PositionsUpdate => Positions(snapshot, Read(message, WireJson.Default.PositionsUpdatePayload)),
            RaceEventKinds.RaceFinished => Finished(snapshot, Read(message, WireJson.Default.RaceFinishedPayload)),
            RaceEventKinds.ResultCorrected => Corrected(snapshot, Read(message, WireJson.Default.ResultCorrectedPayload)),
            RaceEventKinds.RaceReset => Reset(snapshot, Read(message, WireJson.Default.RaceResetPayload)),
            RaceEventKinds.NeedsDecision => Decide(snapshot, Read(message, WireJson.Default.NeedsDecisionPayload)),
            RaceEventKinds.ProgrammeChanged => Programme(snapshot, Read(message, WireJson.Default.ProgrammeChangedPayload)),
            RaceEventKinds.ControlApplied =>
                snapshot with { RunVersion = Read(message, WireJson.Default.ControlAppliedPayload).RunVersion },
            _ => snapshot,
        };
        return next with { RaceSeq = message.RaceSeq };
    }

    private static T Read<T>(RaceEvent message, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        message.Payload.Deserialize(type) ?? throw new JsonException($"{message.Kind} without a payload");

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
            var open = run.Phase is RacePhases.Staged or RacePhases.Racing;
            if ((open || !ended) && kept.Count < RaceSnapshot.MaxRuns)
            {
                kept.Add(run);
                ended |= !open;
            }
        }

        return snapshot with { Runs = kept, Phase = kept.Count == 0 ? RacePhases.Idle : kept[0].Phase };
    }
}
