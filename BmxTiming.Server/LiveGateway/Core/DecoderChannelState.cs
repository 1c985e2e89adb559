using System.Collections.Immutable;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>The last status of each decoder and the last passings of a track.</summary>
internal sealed class DecoderChannelState : ChannelState
{
    /// <summary>Decoders remembered per track; a track has a handful, and ids come from the wire.</summary>
    private const int MaxDecoders = 64;

    /// <summary>Gateways whose clock offset is remembered; times of others are passed on as they are.</summary>
    private const int MaxGateways = 64;

    private readonly TrackId _track;
    private readonly long _seq;
    private readonly Micros _tsUs;
    private readonly ImmutableSortedDictionary<uint, JsonElement> _status;
    private readonly ImmutableQueue<JsonElement> _passings;
    private readonly ImmutableSortedDictionary<string, Micros> _offsetOfGateway;
    private byte[]? _encoded;

    private DecoderChannelState(
        TrackId track, long seq, Micros tsUs, ImmutableSortedDictionary<uint, JsonElement> status,
        ImmutableQueue<JsonElement> passings, int passingCount, ImmutableSortedDictionary<string, Micros> offsetOfGateway)
    {
        _track = track;
        _seq = seq;
        _tsUs = tsUs;
        _status = status;
        _passings = passings;
        PassingCount = passingCount;
        _offsetOfGateway = offsetOfGateway;
    }

    public override long Seq => _seq;

    /// <summary>Passings in the snapshot, at most <see cref="DecoderSnapshot.MaxPassings"/>.</summary>
    public int PassingCount { get; }

    /// <summary>Decoders know nothing of runs.</summary>
    public override bool RunOpen => false;

    public static DecoderChannelState Start(TrackId track, Micros tsUs) =>
        new(track, 0, tsUs, ImmutableSortedDictionary<uint, JsonElement>.Empty, [], 0,
            ImmutableSortedDictionary.Create<string, Micros>(StringComparer.Ordinal));

    public static bool Shows(string messageType) =>
        messageType is MessageTypes.Passing or MessageTypes.Status or MessageTypes.Version or MessageTypes.Gateway;

    /// <summary>When it was read at the track, in server time as far as its gateway has said how its clock differs.</summary>
    public Micros CapturedUs(RawMessage message) =>
        message.CapturedAtUs + _offsetOfGateway.GetValueOrDefault(message.EventIdContext.ClientId.Value);

    /// <param name="payload">As clients of the channel get it.</param>
    public DecoderChannelState After(RawMessage message, long streamSeq, JsonElement payload)
    {
        var status = _status;
        var passings = _passings;
        var offsets = _offsetOfGateway;
        var count = PassingCount;
        switch (message.MessageType)
        {
            case MessageTypes.Status when payload.TryGetProperty("decoder_id", out var id)
                && id.ValueKind == JsonValueKind.Number && id.TryGetUInt32(out var decoder):
                if (status.ContainsKey(decoder) || status.Count < MaxDecoders)
                {
                    status = status.SetItem(decoder, payload);
                }

                break;
            case MessageTypes.Passing:
                passings = passings.Enqueue(payload);
                if (++count > DecoderSnapshot.MaxPassings)
                {
                    passings = passings.Dequeue();
                    count--;
                }

                break;
            case MessageTypes.Gateway when ClockOffset(payload) is { } offset:
                var gateway = message.EventIdContext.ClientId.Value;
                if (offsets.ContainsKey(gateway) || offsets.Count < MaxGateways)
                {
                    offsets = offsets.SetItem(gateway, offset);
                }

                break;
        }

        return new DecoderChannelState(_track, streamSeq, message.CapturedAtUs, status, passings, count, offsets);
    }

    public override byte[] EncodeSnapshot(LiveScope scope) =>
        _encoded ??= FrameJson.Snapshot(_track, _seq, new DecoderSnapshot([.. _status.Values], [.. _passings]), _tsUs);

    private static Micros? ClockOffset(JsonElement payload) =>
        payload.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals(GatewayKinds.ClockOffset)
        && payload.TryGetProperty("offset_us", out var offset) && offset.ValueKind == JsonValueKind.Number && offset.TryGetInt64(out var value)
            ? new Micros(value)
            : null;
}
