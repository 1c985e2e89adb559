using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>The payload of a race event before it is bytes.</summary>
/// <param name="Type">How <paramref name="Value"/> is written.</param>
internal readonly record struct RacePayload(string Kind, object Value, JsonTypeInfo Type);

/// <summary>Fold output → payload.</summary>
internal static class RacePayloads
{
    public static RacePayload Of(RaceFact fact) => fact switch
    {
        RaceStaged f => new(RaceEventKinds.RaceStaged, Staged(f), WireJson.Default.RaceStagedPayload),
        RaceUnstaged f => new(
            RaceEventKinds.RaceUnstaged, new RaceUnstagedPayload(f.RunId, f.RunVersion), WireJson.Default.RaceUnstagedPayload),
        GateDropped f => new(
            RaceEventKinds.GateDrop,
            new GateDropPayload(
                f.RunId, f.RunVersion, f.Pulse.TimeUs, f.Pulse.ServerUs, f.Pulse.GateId, WireNames.Of(f.Pulse.Source), f.Recall),
            WireJson.Default.GateDropPayload),
        SplitTaken f => new(
            RaceEventKinds.SplitTime,
            new SplitTimePayload(f.RunId, f.TimingPoint, f.Lane, f.RiderId, f.ElapsedUs, f.Place, f.CapturedUs),
            WireJson.Default.SplitTimePayload),
        PositionsUpdated f => new(
            RaceEventKinds.PositionsUpdate,
            new PositionsUpdatePayload(f.RunId, [.. f.Positions.Select(RunViews.Of)], f.CapturedUs),
            WireJson.Default.PositionsUpdatePayload),
        RiderFinished f => new(
            RaceEventKinds.RiderFinished,
            new RiderFinishedPayload(f.RunId, f.Lane, f.RiderId, f.ElapsedUs, f.Place, f.Tie, f.CapturedUs),
            WireJson.Default.RiderFinishedPayload),
        RaceFinished f => new(
            RaceEventKinds.RaceFinished,
            new RaceFinishedPayload(
                f.RunId, f.RunVersion, f.Forced ? FinishReasons.Forced : FinishReasons.AllFinished, [.. f.Results.Select(RunViews.Of)]),
            WireJson.Default.RaceFinishedPayload),
        ResultCorrected f => new(
            RaceEventKinds.ResultCorrected,
            new ResultCorrectedPayload(f.RunId, f.RunVersion, f.Reason, [.. f.Results.Select(RunViews.Of)], f.Actor, f.Note),
            WireJson.Default.ResultCorrectedPayload),
        ResultMadeOfficial f => new(
            RaceEventKinds.ResultOfficial,
            new ResultOfficialPayload(f.RunId, f.RunVersion, f.Official, f.Actor, [.. f.Results.Select(RunViews.Of)]),
            WireJson.Default.ResultOfficialPayload),
        RunRestated f => new(
            RaceEventKinds.RunRestated,
            new RunRestatedPayload(f.Run.RunId, f.RunVersion, f.Reason, RunViews.Of(f.Run)),
            WireJson.Default.RunRestatedPayload),
        RunFlagged f => new(
            RaceEventKinds.RunFlagged, new RunFlaggedPayload(f.RunId, [.. f.Flags.Select(RunViews.Of)]), WireJson.Default.RunFlaggedPayload),
        RaceReset f => new(
            RaceEventKinds.RaceReset, new RaceResetPayload(f.RunId, f.RunVersion, f.Reason), WireJson.Default.RaceResetPayload),
        _ => OfTrack(fact),
    };

    /// <summary>Facts that belong to the track rather than to one run, or that operators alone read.</summary>
    private static RacePayload OfTrack(RaceFact fact) => fact switch
    {
        DecisionNeeded f => new(
            RaceEventKinds.NeedsDecision, new NeedsDecisionPayload(f.RunId, f.Reason, [.. f.Lanes]), WireJson.Default.NeedsDecisionPayload),
        ProgrammeChanged f => new(
            RaceEventKinds.ProgrammeChanged,
            new ProgrammeChangedPayload(RunViews.Of(f.Meeting), [.. f.NextMotos.Select(RunViews.Of)], f.RunVersion),
            WireJson.Default.ProgrammeChangedPayload),
        PracticeChanged f => new(
            RaceEventKinds.PracticeChanged,
            new PracticeChangedPayload(
                f.Track is not null, f.RunVersion, f.Track?.Name, f.Track is null ? null : RunViews.Points(f.Track)),
            WireJson.Default.PracticeChangedPayload),
        PracticeTaken f => new(
            RaceEventKinds.PracticeTime,
            new PracticeTimePayload(
                f.Tag.TransponderId, f.Tag.TransponderCode, f.TimingPoint, f.ElapsedUs, f.BestUs, f.Finishes, f.CapturedUs),
            WireJson.Default.PracticeTimePayload),
        ControlApplied f => new(
            RaceEventKinds.ControlApplied,
            new ControlAppliedPayload(f.Intent.IntentId, f.Intent.Name, f.Intent.Actor, f.RunVersion, f.RunId),
            WireJson.Default.ControlAppliedPayload),
        ControlRejected f => new(
            RaceEventKinds.ControlRejected,
            new ControlRejectedPayload(
                f.Intent.IntentId, f.Intent.Name, f.Intent.Actor, f.Refusal.Code, f.Refusal.Message, f.RunVersion),
            WireJson.Default.ControlRejectedPayload),
        InputIgnored f => new(
            RaceEventKinds.InputIgnored,
            new InputIgnoredPayload(f.Reason, f.DecoderId, f.PassingNumber, f.TransponderId, f.DecoderTimeUs),
            WireJson.Default.InputIgnoredPayload),
        UnknownTransponder f => new(
            RaceEventKinds.UnknownTransponder,
            new UnknownTransponderPayload(
                f.RunId, f.Tag.TransponderId, f.Tag.TransponderCode, f.DecoderId, f.DecoderTimeUs, f.RiderId, f.MotoId),
            WireJson.Default.UnknownTransponderPayload),
        DecoderLinkChanged f => new(
            RaceEventKinds.DecoderStatus,
            new DecoderStatusPayload(f.DecoderId, f.ClientId, f.Connected),
            WireJson.Default.DecoderStatusPayload),
        Diagnostic f => new(
            RaceEventKinds.Diagnostic,
            new DiagnosticPayload(f.Code, f.DecoderId, f.TransponderId, f.DecoderTimeUs, f.Detail),
            WireJson.Default.DiagnosticPayload),
        _ => throw new InvalidOperationException($"No wire form for {fact.GetType().Name}."),
    };

    private static RaceStagedPayload Staged(RaceStaged staged)
    {
        var plan = staged.Plan;
        return new RaceStagedPayload(
            staged.RunId,
            staged.RunNumber,
            staged.RunVersion,
            plan.Track.Name,
            RunViews.Of(plan.Meeting),
            RunViews.Of(plan.Moto),
            RunViews.Points(plan.Track),
            [.. plan.Entries.Select(RunViews.Of)],
            [.. staged.NextMotos.Select(RunViews.Of)]);
    }
}
