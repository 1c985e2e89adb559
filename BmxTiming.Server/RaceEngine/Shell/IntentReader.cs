using System.Collections.Immutable;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>RACE_CONTROL payload → intent. What cannot be carried out is still an intent, so that its sender gets an answer.</summary>
internal static class IntentReader
{
    private const string UnknownRole = "unknown_timing_point_role";

    /// <summary>Intents that cannot be carried out without what they are about.</summary>
    private static readonly ImmutableArray<string> s_withDetails =
    [
        Intents.Stage, Intents.Programme, Intents.PracticeOn, Intents.ManualGate, Intents.InsertPassing, Intents.VoidPassing,
        Intents.AssignPassing, Intents.SetOrder, Intents.SetResult, Intents.Scratch, Intents.SetLane,
    ];

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
            { Intent: Intents.Reopen } => new ReopenInput(source, intent, payload.RunId),
            { Intent: Intents.MarkOfficial or Intents.UnmarkOfficial } =>
                new OfficialInput(source, intent, payload.RunId, payload.Intent == Intents.MarkOfficial),
            { Intent: Intents.PracticeOn, Practice: { } practice } => Practice(source, intent, practice),
            { Intent: Intents.PracticeOff } => new PracticeInput(source, intent, null),
            { Intent: Intents.AttachGate } =>
                new GateInput(source, intent, payload.RunId, ClockSource.Gate, payload.Gate?.TimeUs, payload.Gate?.DecoderId),
            { Intent: Intents.ManualGate, Gate: var gate } when ClockOf(gate) is { } clock =>
                new GateInput(source, intent, payload.RunId, clock, gate?.TimeUs, gate?.DecoderId),
            { Correction: { } details } when CorrectionReader.Read(payload.Intent, details) is { } correction =>
                new CorrectionInput(source, intent, payload.RunId, correction, payload.Reason),
            { Intent: var name } when s_withDetails.Contains(name) => new UnsupportedIntentInput(source, intent, "invalid_intent"),
            _ => new UnsupportedIntentInput(source, intent, "unknown_intent"),
        };
    }

    private static IntentInput Stage(InputSource source, Intent intent, StageDetails stage)
    {
        if (LayoutOf(stage.Track) is not { } layout)
        {
            return new UnsupportedIntentInput(source, intent, UnknownRole);
        }

        var plan = new RacePlan(layout, MeetingOf(stage.Meeting), MotoOf(stage.Moto), [.. stage.Riders.Select(EntryOf)]);
        return new StageInput(source, intent, stage.FoldVersion, plan, MotosOf(stage.NextMotos));
    }

    private static IntentInput Practice(InputSource source, Intent intent, PracticeDetails practice) => LayoutOf(practice.Track) is { } layout
        ? new PracticeInput(source, intent, layout)
        : new UnsupportedIntentInput(source, intent, UnknownRole);

    /// <summary><c>null</c> when a timing point's role is not known.</summary>
    private static Layout? LayoutOf(TrackDetails track)
    {
        var points = track.TimingPoints.Select(p => (Point: p, Role: RoleOf(p.Role))).ToArray();
        if (points.Any(p => p.Role is null))
        {
            return null;
        }

        var windows = track.Windows;
        var offsets = ImmutableSortedDictionary.CreateBuilder<uint, Micros>();
        foreach (var clock in track.DecoderClocks ?? [])
        {
            offsets[clock.DecoderId] = clock.OffsetUs;
        }

        return new Layout(
            track.Name,
            [.. points.Select(p => new TimingPoint(
                p.Point.Id ?? "", p.Point.Name ?? "", p.Role!.Value, p.Point.MinUs, p.Point.MaxUs, p.Point.DecoderId))],
            [.. track.GateIds],
            new TimingWindows(windows.LoopHoldOffUs, windows.GateBounceUs, windows.FinishGraceUs, windows.FinishMaxUs))
        {
            FirstLoopStart = track.FirstLoopStart,
            SingleRace = track.SingleRace,
            MinStarters = track.MinStarters,
            ClockOffsetsUs = offsets.ToImmutable(),
        };
    }

    private static ClockSource? ClockOf(GateDetails? gate) => gate?.Source switch
    {
        ClockSources.Manual => ClockSource.Manual,
        ClockSources.FirstLoop => ClockSource.FirstLoop,
        _ => null,
    };

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
