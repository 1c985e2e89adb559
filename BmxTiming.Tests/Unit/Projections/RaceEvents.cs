using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Protocol.Live;

namespace BmxTiming.Tests.Unit.Projections;

/// <summary>Writes the race events of one track, numbered as the engine numbers them.</summary>
internal sealed class RaceEvents(TrackId track)
{
    private static readonly MeetingDetails s_meeting = new(MeetingId.Parse("day-1"), "Race day", Public: true, Simulated: true);
    private long _seq;
    private long _version;

    public static MeetingDetails Meeting => s_meeting;

    public long RunVersion => _version;

    /// <summary>The meeting that is on.</summary>
    public MeetingDetails At { get; set; } = s_meeting;

    public static RunId Run(int moto, int number = 1) => RunId.Of(Moto(moto).MotoId, number);

    public static MotoDetails Moto(int number) => new(MotoId.Parse($"m{number}"), number, "Boys 13", "Moto 1", 2);

    public RaceEvent Staged(int moto, int number = 1) => Write(
        RaceEventKinds.RaceStaged,
        new RaceStagedPayload(
            Run(moto, number), number, ++_version, "Track", At, Moto(moto),
            [new TimingPointView("finish", "Finish", TimingPointRoles.Finish)],
            [new RiderView(1, RiderId.Parse("r1"), "11", "Ann Ash", null), new RiderView(2, RiderId.Parse("r2"), "12", "Bo Birch", "BMX Club")],
            [Moto(moto + 1)]),
        WireJson.Default.RaceStagedPayload);

    public RaceEvent Unstaged(int moto) =>
        Write(RaceEventKinds.RaceUnstaged, new RaceUnstagedPayload(Run(moto), ++_version), WireJson.Default.RaceUnstagedPayload);

    public RaceEvent Gate(int moto, long gateUs = 1_000_000) => Write(
        RaceEventKinds.GateDrop,
        new GateDropPayload(Run(moto), ++_version, new Micros(gateUs), new Micros(gateUs), 1, ClockSources.Gate, Recall: false),
        WireJson.Default.GateDropPayload);

    public RaceEvent Finished(int moto) => Write(
        RaceEventKinds.RaceFinished,
        new RaceFinishedPayload(Run(moto), ++_version, FinishReasons.AllFinished, Results(35_000_000, 36_000_000)),
        WireJson.Default.RaceFinishedPayload);

    public RaceEvent Corrected(int moto) => Write(
        RaceEventKinds.ResultCorrected,
        new ResultCorrectedPayload(Run(moto), ++_version, "late_read", Results(34_000_000, 36_000_000)),
        WireJson.Default.ResultCorrectedPayload);

    public RaceEvent Official(int moto, bool official) => Write(
        RaceEventKinds.ResultOfficial,
        new ResultOfficialPayload(Run(moto), ++_version, official, "referee", Results(34_000_000, 36_000_000)),
        WireJson.Default.ResultOfficialPayload);

    public RaceEvent Reopened(int moto) => Write(
        RaceEventKinds.RunRestated,
        new RunRestatedPayload(Run(moto), ++_version, "reopen", new RunView
        {
            RunId = Run(moto),
            RunNumber = 1,
            Phase = RacePhases.Racing,
            Moto = new MotoDetails(MotoId.Parse($"m{moto}"), moto, "Boys 12", "Moto 1", 2),
            TimingPoints = [],
            Riders = [],
            GateTimeUs = new Micros(1_000_000),
        }),
        WireJson.Default.RunRestatedPayload);

    public RaceEvent Reset(int moto, string? reason) =>
        Write(RaceEventKinds.RaceReset, new RaceResetPayload(Run(moto), ++_version, reason), WireJson.Default.RaceResetPayload);

    public RaceEvent Applied(MessageId intent, string kind, RunId? run) => Write(
        RaceEventKinds.ControlApplied,
        new ControlAppliedPayload(intent, kind, "development", ++_version, run), WireJson.Default.ControlAppliedPayload);

    public RaceEvent Rejected(MessageId intent, string kind, string code) => Write(
        RaceEventKinds.ControlRejected,
        new ControlRejectedPayload(intent, kind, "development", code, "No.", _version), WireJson.Default.ControlRejectedPayload);

    public static byte[] Bytes(RaceEvent message) => JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RaceEvent);

    private static ResultRow[] Results(long first, long second) =>
    [
        new(1, RiderId.Parse("r1"), "11", 1, null, new Micros(first), Tie: false, [new SplitRow("finish", new Micros(first))]),
        new(2, RiderId.Parse("r2"), "12", 2, null, new Micros(second), Tie: false, [new SplitRow("finish", new Micros(second))]),
    ];

    private RaceEvent Write<T>(string kind, T payload, JsonTypeInfo<T> type)
    {
        var key = IdempotencyKey.Of(track, ClientId.Parse("test"), BootId.Parse("boot"), ++_seq);
        return new RaceEvent
        {
            EventId = DerivedId.OfRaceEvent(key, 0),
            ContractVersion = ContractVersions.RaceEventV1,
            TrackId = track,
            RaceSeq = _seq,
            Ordinal = 0,
            SourceEventId = DerivedId.OfRaceEvent(key, 1),
            TsUs = new Micros(_seq),
            MeetingId = At.MeetingId,
            Kind = kind,
            Payload = JsonSerializer.SerializeToElement(payload, type),
        };
    }
}
