using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Tests.Support;

/// <summary>Race events of one track as boards get them: numbered without holes, each of a meeting or of none.</summary>
internal sealed class LiveEvents(TrackId track)
{
    private long _seq;

    public long LastSeq => _seq;

    public static RunId Run(int moto) => RunId.Of(MotoId.Parse($"m{moto}"), 1);

    public RaceEvent Staged(string meeting, bool isPublic, int moto = 1) => Write(
        RaceEventKinds.RaceStaged,
        new RaceStagedPayload(
            Run(moto), 1, _seq + 1, "Track", Details(meeting, isPublic), Moto(moto),
            [new TimingPointView("finish", "Finish", TimingPointRoles.Finish)],
            [new RiderView(1, RiderId.Parse("r1"), "11", "Ann Ash", null)],
            [Moto(moto + 1)]),
        WireJson.Default.RaceStagedPayload, meeting, moto);

    public RaceEvent Reset(string meeting, int moto = 1) => Write(
        RaceEventKinds.RaceReset, new RaceResetPayload(Run(moto), _seq + 1, null), WireJson.Default.RaceResetPayload, meeting, moto);

    public RaceEvent Programme(string meeting, bool isPublic) => Write(
        RaceEventKinds.ProgrammeChanged, new ProgrammeChangedPayload(Details(meeting, isPublic), [Moto(7)], _seq + 1),
        WireJson.Default.ProgrammeChangedPayload, meeting, null);

    /// <summary>Something that changes no race.</summary>
    public RaceEvent Note(string? meeting, string? detail = null, Micros? tsUs = null) => Write(
        RaceEventKinds.Diagnostic, new DiagnosticPayload("note", null, null, null, detail),
        WireJson.Default.DiagnosticPayload, meeting, null) with
    {
        TsUs = tsUs ?? new Micros(_seq),
    };

    public RaceEvent Broken(string meeting) => Write(RaceEventKinds.RaceStaged, JsonSerializer.SerializeToElement(0), meeting, null) with
    {
        Payload = JsonDocument.Parse("{\"run_version\":1}").RootElement,
    };

    private static MeetingDetails Details(string meeting, bool isPublic) => new(MeetingId.Parse(meeting), "Race day", isPublic, Simulated: false);

    private static MotoDetails Moto(int number) => new(MotoId.Parse($"m{number}"), number, "Boys 13", "Moto 1", 1);

    private RaceEvent Write<T>(string kind, T payload, JsonTypeInfo<T> type, string? meeting, int? moto) =>
        Write(kind, JsonSerializer.SerializeToElement(payload, type), meeting, moto);

    private RaceEvent Write(string kind, JsonElement payload, string? meeting, int? moto)
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
            MeetingId = meeting is null ? null : MeetingId.Parse(meeting),
            RunId = moto is { } number ? Run(number) : null,
            Kind = kind,
            Payload = payload,
        };
    }
}
