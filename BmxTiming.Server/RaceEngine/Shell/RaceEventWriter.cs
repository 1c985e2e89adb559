using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Fold output → race event. Everything in it derives from the input, so every engine writes the same bytes.</summary>
internal static class RaceEventWriter
{
    public static RaceEvent Write(TrackId track, RawOrigin origin, int ordinal, RaceOutput output)
    {
        var (kind, payload) = PayloadOf(output.Fact);
        return new RaceEvent
        {
            EventId = DerivedId.OfRaceEvent(origin.IdempotencyKey, ordinal),
            ContractVersion = ContractVersions.RaceEventV1,
            TrackId = track,
            RaceSeq = output.RaceSeq,
            Ordinal = ordinal,
            SourceEventId = origin.EventId,
            TsUs = origin.CapturedAtUs,
            MeetingId = output.MeetingId,
            MotoId = output.MotoId,
            RunId = output.RunId,
            Kind = kind,
            Payload = payload,
        };
    }

    public static byte[] ToBytes(RaceEvent message) => JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RaceEvent);

    private static (string Kind, JsonElement Payload) PayloadOf(RaceFact fact) => fact switch
    {
        RaceStaged f => (RaceEventKinds.RaceStaged, Element(Staged(f), WireJson.Default.RaceStagedPayload)),
        RaceUnstaged f => (RaceEventKinds.RaceUnstaged,
            Element(new RaceUnstagedPayload(f.RunId, f.RunVersion), WireJson.Default.RaceUnstagedPayload)),
        GateDropped f => (RaceEventKinds.GateDrop, Element(
            new GateDropPayload(f.RunId, f.RunVersion, f.Pulse.TimeUs, f.Pulse.ServerUs, f.Pulse.GateId, ClockSources.Gate, f.Recall),
            WireJson.Default.GateDropPayload)),
        SplitTaken f => (RaceEventKinds.SplitTime, Element(
            new SplitTimePayload(f.RunId, f.TimingPoint, f.Lane, f.RiderId, f.ElapsedUs, f.Place, f.CapturedUs),
            WireJson.Default.SplitTimePayload)),
        PositionsUpdated f => (RaceEventKinds.PositionsUpdate, Element(
            new PositionsUpdatePayload(f.RunId, [.. f.Positions.Select(RowOf)], f.CapturedUs), WireJson.Default.PositionsUpdatePayload)),
        RiderFinished f => (RaceEventKinds.RiderFinished, Element(
            new RiderFinishedPayload(f.RunId, f.Lane, f.RiderId, f.ElapsedUs, f.Place, f.Tie, f.CapturedUs),
            WireJson.Default.RiderFinishedPayload)),
        RaceFinished f => (RaceEventKinds.RaceFinished, Element(
            new RaceFinishedPayload(
                f.RunId, f.RunVersion, f.Forced ? FinishReasons.Forced : FinishReasons.AllFinished, [.. f.Results.Select(RowOf)]),
            WireJson.Default.RaceFinishedPayload)),
        ResultCorrected f => (RaceEventKinds.ResultCorrected, Element(
            new ResultCorrectedPayload(f.RunId, f.RunVersion, f.Reason, [.. f.Results.Select(RowOf)]),
            WireJson.Default.ResultCorrectedPayload)),
        RaceReset f => (RaceEventKinds.RaceReset,
            Element(new RaceResetPayload(f.RunId, f.RunVersion, f.Reason), WireJson.Default.RaceResetPayload)),
        DecisionNeeded f => (RaceEventKinds.NeedsDecision,
            Element(new NeedsDecisionPayload(f.RunId, f.Reason, [.. f.Lanes]), WireJson.Default.NeedsDecisionPayload)),
        ProgrammeChanged f => (RaceEventKinds.ProgrammeChanged, Element(
            new ProgrammeChangedPayload(MeetingOf(f.Meeting), [.. f.NextMotos.Select(MotoOf)], f.RunVersion),
            WireJson.Default.ProgrammeChangedPayload)),
        ControlApplied f => (RaceEventKinds.ControlApplied, Element(
            new ControlAppliedPayload(f.Intent.IntentId, f.Intent.Name, f.Intent.Actor, f.RunVersion, f.RunId),
            WireJson.Default.ControlAppliedPayload)),
        ControlRejected f => (RaceEventKinds.ControlRejected, Element(
            new ControlRejectedPayload(
                f.Intent.IntentId, f.Intent.Name, f.Intent.Actor, f.Refusal.Code, f.Refusal.Message, f.RunVersion),
            WireJson.Default.ControlRejectedPayload)),
        InputIgnored f => (RaceEventKinds.InputIgnored, Element(
            new InputIgnoredPayload(f.Reason, f.DecoderId, f.PassingNumber, f.TransponderId, f.DecoderTimeUs),
            WireJson.Default.InputIgnoredPayload)),
        UnknownTransponder f => (RaceEventKinds.UnknownTransponder, Element(
            new UnknownTransponderPayload(f.RunId, f.TransponderId, f.TransponderCode, f.DecoderId, f.DecoderTimeUs),
            WireJson.Default.UnknownTransponderPayload)),
        DecoderLinkChanged f => (RaceEventKinds.DecoderStatus, Element(
            new DecoderStatusPayload(f.DecoderId, f.ClientId, f.Connected), WireJson.Default.DecoderStatusPayload)),
        Diagnostic f => (RaceEventKinds.Diagnostic, Element(
            new DiagnosticPayload(f.Code, f.DecoderId, f.TransponderId, f.DecoderTimeUs, f.Detail), WireJson.Default.DiagnosticPayload)),
        _ => throw new InvalidOperationException($"No wire form for {fact.GetType().Name}."),
    };

    private static JsonElement Element<T>(T payload, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(payload, type);

    private static RaceStagedPayload Staged(RaceStaged staged)
    {
        var plan = staged.Plan;
        return new RaceStagedPayload(
            staged.RunId,
            staged.RunNumber,
            staged.RunVersion,
            plan.Track.Name,
            MeetingOf(plan.Meeting),
            MotoOf(plan.Moto),
            [.. plan.Track.Points.Select(p => new TimingPointView(p.Id, p.Name, RoleOf(p.Role)))],
            [.. plan.Entries.Select(e => new RiderView(e.Lane, e.RiderId, e.Plate, e.Name, e.Club))],
            [.. staged.NextMotos.Select(MotoOf)]);
    }

    private static MeetingDetails MeetingOf(Meeting meeting) => new(meeting.MeetingId, meeting.Name, meeting.Public, meeting.Simulated);

    private static MotoDetails MotoOf(Moto moto) => new(moto.MotoId, moto.Number, moto.ClassName, moto.RoundName, moto.RiderCount);

    private static PositionRow RowOf(Position position) => new(
        position.Entry.Lane,
        position.Entry.RiderId,
        position.Place,
        StatusOf(position.Status),
        position.Point,
        position.ElapsedUs,
        position.GapUs,
        position.Tie);

    private static ResultRow RowOf(Result result) => new(
        result.Entry.Lane,
        result.Entry.RiderId,
        result.Entry.Plate,
        result.Place,
        result.Code is { } code ? StatusOf(code) : null,
        result.ElapsedUs,
        result.Tie,
        [.. result.Splits.Select(s => new SplitRow(s.TimingPoint, s.ElapsedUs))]);

    private static string RoleOf(PointRole role) => role switch
    {
        PointRole.Hill => TimingPointRoles.Hill,
        PointRole.Split => TimingPointRoles.Split,
        _ => TimingPointRoles.Finish,
    };

    private static string StatusOf(RiderStatus status) => status switch
    {
        RiderStatus.AtGate => RiderStatuses.AtGate,
        RiderStatus.OnTrack => RiderStatuses.OnTrack,
        RiderStatus.Finished => RiderStatuses.Finished,
        RiderStatus.Dnf => RiderStatuses.Dnf,
        _ => RiderStatuses.Dns,
    };
}
