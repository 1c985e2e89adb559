using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Race;

/// <summary>The envelope of a derived event (<c>race_event.v1</c>).</summary>
public sealed record RaceEvent
{
    private readonly PayloadJson _payload = PayloadJson.None;

    public RaceEvent()
    {
    }

    [SetsRequiredMembers]
    private RaceEvent(
        MessageId id, string version, TrackId track, long raceSeq, int ordinal, MessageId source, Micros tsUs,
        MeetingId? meeting, MotoId? moto, RunId? run, string kind, PayloadJson payload)
    {
        (EventId, ContractVersion, TrackId, RaceSeq, Ordinal, SourceEventId, TsUs) = (id, version, track, raceSeq, ordinal, source, tsUs);
        (MeetingId, MotoId, RunId, Kind, _payload) = (meeting, moto, run, kind, payload);
    }

    public required MessageId EventId { get; init; }

    public required string ContractVersion { get; init; }

    public required TrackId TrackId { get; init; }

    /// <summary>Counts the events of a track from 1, without holes, across restarts.</summary>
    public required long RaceSeq { get; init; }

    /// <summary>Position among the events of one raw message, from 0.</summary>
    public required int Ordinal { get; init; }

    public required MessageId SourceEventId { get; init; }

    /// <summary>The <c>captured_at_us</c> of the source: for latency, never for results.</summary>
    public required Micros TsUs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MeetingId? MeetingId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MotoId? MotoId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public RunId? RunId { get; init; }

    /// <summary>One of <see cref="RaceEventKinds"/>; readers pass unknown kinds through.</summary>
    public required string Kind { get; init; }

    public required JsonElement Payload
    {
        get => _payload.Element;
        init => _payload = new PayloadJson(value);
    }

    /// <summary>
    /// What the serializer makes of the bytes; <c>null</c> for a JSON null. Members in the order that the engine writes them
    /// are read without a document for the payload, which then refers to <paramref name="utf8"/>; a member that the payload
    /// has twice is found when the payload is read.
    /// </summary>
    /// <exception cref="JsonException">They are no race event.</exception>
    public static RaceEvent? Read(ReadOnlyMemory<byte> utf8) =>
        TryReadOrdered(utf8) ?? JsonSerializer.Deserialize(utf8.Span, WireJson.Default.RaceEvent);

    /// <exception cref="JsonException">The payload is not of this type.</exception>
    public T PayloadAs<T>(JsonTypeInfo<T> type)
        where T : class => _payload.Read(type) ?? throw new JsonException($"{Kind} without a payload");

    private static RaceEvent? TryReadOrdered(ReadOnlyMemory<byte> utf8)
    {
        var json = OrderedJson.Reader(utf8.Span);
        try
        {
            return json.TryIs(JsonTokenType.StartObject)
                && json.TryId("event_id"u8, out var id)
                && json.TryText("contract_version"u8, ContractVersions.RaceEventV1, out var version)
                && json.TryToken<TrackId>("track_id"u8, out var track)
                && json.TryNumber("race_seq"u8, out var raceSeq)
                && json.TryNumber("ordinal"u8, out var ordinal)
                && ordinal is >= 0 and <= int.MaxValue
                && json.TryId("source_event_id"u8, out var source)
                && json.TryNumber("ts_us"u8, out var tsUs)
                && json.TryTokenOrNull<MeetingId>("meeting_id"u8, out var meeting)
                && json.TryTokenOrNull<MotoId>("moto_id"u8, out var moto)
                && json.TryTokenOrNull<RunId>("run_id"u8, out var run)
                && json.TryText("kind"u8, RaceEventKinds.PositionsUpdate, out var kind)
                && json.TryValue("payload"u8, out var payload)
                && json.TryIs(JsonTokenType.EndObject)
                && !json.Read()
                ? new RaceEvent(
                    id, version, track, raceSeq, (int)ordinal, source, new Micros(tsUs), meeting, moto, run, kind, new PayloadJson(utf8[payload]))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // The serializer says what is wrong.
        }
    }
}

/// <summary>Values of <see cref="RaceEvent.Kind"/>, each with the payload record of the same name.</summary>
public static class RaceEventKinds
{
    public const string RaceStaged = "race_staged";
    public const string RaceUnstaged = "race_unstaged";
    public const string GateDrop = "gate_drop";
    public const string SplitTime = "split_time";
    public const string PositionsUpdate = "positions_update";
    public const string RiderFinished = "rider_finished";
    public const string RaceFinished = "race_finished";
    public const string RaceReset = "race_reset";
    public const string ResultCorrected = "result_corrected";
    public const string ResultOfficial = "result_official";
    public const string RunRestated = "run_restated";
    public const string RunFlagged = "run_flagged";
    public const string PracticeChanged = "practice_changed";
    public const string PracticeTime = "practice_time";
    public const string NeedsDecision = "needs_decision";
    public const string ProgrammeChanged = "programme_changed";
    public const string ControlApplied = "control_applied";
    public const string ControlRejected = "control_rejected";
    public const string InputIgnored = "input_ignored";
    public const string UnknownTransponder = "unknown_transponder";
    public const string DecoderStatus = "decoder_status";
    public const string Diagnostic = "diagnostic";
}
