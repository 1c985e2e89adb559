using System.Buffers;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>Writes frames of the live socket.</summary>
internal static class FrameJson
{
    // The marker stands where prev_seq goes; no other member of the envelope can hold it, and it comes before the payload.
    private static ReadOnlySpan<byte> PrevSeqMember => "\"prev_seq\":"u8;

    public static LiveMessage Event(RaceEvent message, bool isPublic, Micros appendedUs, Micros? capturedUs)
    {
        var frame = Write(
            LiveKinds.Event, LiveChannels.Race, message.TrackId, message.MeetingId, message.RaceSeq, 0, message.TsUs,
            writer => WriteRacePayload(writer, message));
        return Split(frame, message.RaceSeq, message.MeetingId, isPublic, appendedUs, capturedUs);
    }

    public static LiveMessage Event(RawMessage message, long streamSeq, JsonElement payload, Micros appendedUs, Micros? capturedUs)
    {
        var frame = Write(
            LiveKinds.Event, LiveChannels.Decoder, message.TrackId, null, streamSeq, 0, message.CapturedAtUs,
            payload.WriteTo);
        return Split(frame, streamSeq, null, isPublic: false, appendedUs, capturedUs);
    }

    /// <summary><c>{"message_type": …, "client_id": …, "captured_at_us": …, …payload}</c></summary>
    /// <param name="message">As it stands on the log.</param>
    /// <param name="capturedUs">In server time.</param>
    public static JsonElement DecoderPayload(RawMessage message, Micros capturedUs)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(LivePayloadMembers.MessageType, message.MessageType);
            writer.WriteString(LivePayloadMembers.ClientId, message.EventIdContext.ClientId.Value);
            writer.WriteNumber(LivePayloadMembers.CapturedAtUs, capturedUs.Value);
            WriteMembers(writer, message.Payload);
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    public static byte[] Snapshot(RaceSnapshot snapshot, Micros tsUs) => Write(
        LiveKinds.Snapshot, LiveChannels.Race, snapshot.TrackId, snapshot.Meeting?.MeetingId, snapshot.RaceSeq, snapshot.RaceSeq, tsUs,
        writer => JsonSerializer.Serialize(writer, snapshot, WireJson.Default.RaceSnapshot));

    public static byte[] Snapshot(TrackId track, long seq, DecoderSnapshot snapshot, Micros tsUs) => Write(
        LiveKinds.Snapshot, LiveChannels.Decoder, track, null, seq, seq, tsUs,
        writer => JsonSerializer.Serialize(writer, snapshot, WireJson.Default.DecoderSnapshot));

    public static byte[] Heartbeat(string channel, LiveScope scope, long seq, HeartbeatPayload payload) => Write(
        LiveKinds.Heartbeat, channel, scope.Track, scope.Meeting, seq, seq, payload.ServerTimeUs,
        writer => JsonSerializer.Serialize(writer, payload, WireJson.Default.HeartbeatPayload));

    /// <param name="track">As the client named it; absent where that is no track id.</param>
    public static byte[] Error(string channel, TrackId? track, MeetingId? meeting, long seq, Micros nowUs, LiveErrorPayload payload) => Write(
        LiveKinds.Error, channel, track, meeting, seq, seq, nowUs,
        writer => JsonSerializer.Serialize(writer, payload, WireJson.Default.LiveErrorPayload));

    private static byte[] Write(
        string kind, string channel, TrackId? track, MeetingId? meeting, long seq, long prevSeq, Micros tsUs, Action<Utf8JsonWriter> payload)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writer.WriteString("channel", channel);
            writer.WriteString("track_id", track?.Value);
            writer.WriteString("event_id", meeting?.Value);

            writer.WriteNumber("seq", seq);
            writer.WriteNumber("prev_seq", prevSeq);
            writer.WriteNumber("ts_us", tsUs.Value);
            writer.WritePropertyName("payload");
            payload(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static LiveMessage Split(
        byte[] frame, long seq, MeetingId? meeting, bool isPublic, Micros appendedUs, Micros? capturedUs)
    {
        var cut = frame.AsSpan().IndexOf(PrevSeqMember) + PrevSeqMember.Length;
        return new LiveMessage
        {
            Seq = seq,
            Head = frame[..cut],
            Tail = frame[(cut + 1)..],
            Meeting = meeting,
            IsPublic = isPublic,
            AppendedUs = appendedUs,
            CapturedUs = capturedUs,
        };
    }

    private static void WriteRacePayload(Utf8JsonWriter writer, RaceEvent message)
    {
        writer.WriteStartObject();
        writer.WriteString(LivePayloadMembers.Kind, message.Kind);
        WriteMembers(writer, message.Payload, LivePayloadMembers.Kind);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement payload, string? except = null)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in payload.EnumerateObject())
        {
            if (member.Name != except
                && (except is not null || member.Name is not (LivePayloadMembers.MessageType or LivePayloadMembers.ClientId or LivePayloadMembers.CapturedAtUs)))
            {
                member.WriteTo(writer);
            }
        }
    }
}
