using System.Collections.Immutable;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>RACE_CONTROL payload → intent. What cannot be carried out is still an intent, so that its sender gets an answer.</summary>
internal static class IntentReader
{
    public static IntentInput Read(InputSource source, RaceControlPayload payload)
    {
        var intent = new Intent(payload.IntentId, payload.Intent, payload.Actor, payload.RunVersion);
        return payload switch
        {
            { Intent: Intents.Stage, Stage: { } stage } => Stage(source, intent, stage),
            { Intent: Intents.Unstage } => new UnstageInput(source, intent, payload.RunId),
            { Intent: Intents.Reset } => new ResetInput(source, intent, payload.RunId, payload.Reason),
            { Intent: Intents.ForceFinish } => new ForceFinishInput(source, intent, payload.RunId),
            { Intent: Intents.Programme, Programme: { } programme } =>
                new ProgrammeInput(source, intent, MeetingOf(programme.Meeting), MotosOf(programme.NextMotos)),
            { Intent: Intents.Stage or Intents.Programme } => new UnsupportedIntentInput(source, intent, "invalid_intent"),
            _ => new UnsupportedIntentInput(source, intent, "unknown_intent"),
        };
    }

    private static IntentInput Stage(InputSource source, Intent intent, StageDetails stage)
    {
        var points = stage.Track.TimingPoints.Select(p => (Point: p, Role: RoleOf(p.Role))).ToArray();
        if (points.Any(p => p.Role is null))
        {
            return new UnsupportedIntentInput(source, intent, "unknown_timing_point_role");
        }

        var windows = stage.Track.Windows;
        var layout = new Layout(
            stage.Track.Name,
            [.. points.Select(p => new TimingPoint(
                p.Point.Id ?? "", p.Point.Name ?? "", p.Role!.Value, p.Point.MinUs, p.Point.MaxUs, p.Point.DecoderId))],
            [.. stage.Track.GateIds],
            new TimingWindows(windows.LoopHoldOffUs, windows.GateBounceUs, windows.FinishGraceUs, windows.FinishMaxUs));
        var plan = new RacePlan(layout, MeetingOf(stage.Meeting), MotoOf(stage.Moto), [.. stage.Riders.Select(EntryOf)]);
        return new StageInput(source, intent, stage.FoldVersion, plan, MotosOf(stage.NextMotos));
    }

    private static PointRole? RoleOf(string? role) => role switch
    {
        TimingPointRoles.Hill => PointRole.Hill,
        TimingPointRoles.Split => PointRole.Split,
        TimingPointRoles.Finish => PointRole.Finish,
        _ => null,
    };

    private static Entry EntryOf(StagedRider rider) => new(
        rider.Lane,
        rider.RiderId,
        rider.Plate ?? "",
        rider.DisplayName ?? "",
        rider.Club,
        [.. rider.TransponderIds ?? []],
        [.. rider.TransponderCodes ?? []]);

    private static Meeting MeetingOf(MeetingDetails meeting) =>
        new(meeting.MeetingId, meeting.Name ?? "", meeting.Public, meeting.Simulated);

    private static ImmutableArray<Moto> MotosOf(IReadOnlyList<MotoDetails>? motos) => [.. (motos ?? []).Select(MotoOf)];

    private static Moto MotoOf(MotoDetails moto) =>
        new(moto.MotoId, moto.Number, moto.ClassName ?? "", moto.RoundName ?? "", moto.RiderCount);
}
