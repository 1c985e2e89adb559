using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.DeadLetterDesk;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.RaceControl.Flags;
using BmxTiming.Server.Control.RaceControl.Holding;
using BmxTiming.Server.Control.RaceControl.Schedules;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>What race control sends and gets, and a dead letter.</summary>
internal static class RaceControlSamples
{
    private const string IntentId = "9f82f633-72e1-8086-aad7-5514d2f0bf07";
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly Micros s_pace = Micros.FromSeconds(90);

    private static readonly DeadLetterDecision s_decision = new()
    {
        Id = "12", LetterId = "timing_ingest_raw_v1:20412:race-engine", BodyHash = Hash, Decision = DeadLetterDecision.Requeued, Actor = "operator",
        AtUs = TrackSamples.Gate, Action = "appended", TrackId = "hill-park", RawSeq = 20_413,
    };

    /// <summary>The engine has not said yet.</summary>
    public static readonly RaceControlEndpoints.IntentAnswer Pending =
        new("pending", IntentId, "hill-park", Intents.Scratch, null, null, null, null, null);

    public static IEnumerable<object> All =>
    [
        Pending with
        {
            Outcome = "applied", RunVersion = 8, RunId = "moto-1-r1",
            Inverse = new IntentInverse(
                Intents.Scratch, new IntentBody(RunId: "moto-1-r1", Correction: new CorrectionDetails { Lane = 3, Undo = true })),
        },
        new HoldBody(Reason: "first shift"),
        new HoldEndpoints.HolderView(
            "hill-park", "club/tower", Yours: true, TrackSamples.Gate, TrackSamples.Gate + Micros.FromSeconds(180),
            new HandOverRequest("club/gate", TrackSamples.Gate, "shift ends")),
        new FlagBody(TrackFlag.Red, "rider down in turn 2"),
        new FlagEndpoints.FlagView("hill-park", TrackFlag.Red, "rider down in turn 2", TrackSamples.Gate),
        new ScheduleBody(TrackSamples.Gate, s_pace, [new PlannedBreak(40, Micros.FromSeconds(1_800))]),
        new Schedule(
            "spring-cup", "hill-park", TrackSamples.Gate, s_pace, "measured", 0, 1, Micros.FromSeconds(30), TrackSamples.Gate + Micros.FromSeconds(30),
            [
                new ScheduledMoto(
                    "moto-1", 1, "Girls 12", "Moto 1", ScheduleBuilder.Planned, TrackSamples.Gate, TrackSamples.Gate + Micros.FromSeconds(30),
                    Micros.FromSeconds(30)),
            ]),
        new DeadLetterEndpoints.DiscardBody("line noise"),
        new DeadLetterView(
            12, "race-engine", "invalid_payload", "timing_ingest_raw_v1:20412:race-engine", DateTimeOffset.UnixEpoch,
            new DeadLetterOrigin("timing_ingest_raw_v1", Subjects.Raw(TrackId.Parse("hill-park")), 20_412, DeadLetterOrigin.NoHeaders), 1, 312, null, null,
            s_decision),
        new DeadLetterOutcome(s_decision, Repeated: false),
    ];

    public static IEnumerable<KeyValuePair<string, object>> Bodies =>
    [
        new("requestTrack", new HoldBody(Reason: "shift ends")),
        new("giveTrack", new HoldBody(To: "club/gate")),
        new("takeTrack", new HoldBody(Reason: "laptop of the tower died")),
    ];
}
