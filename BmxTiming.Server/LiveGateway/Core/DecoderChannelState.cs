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

    private readonly TrackId _track;
    private readonly long _seq;
    private readonly Micros _tsUs;
    private readonly ImmutableSortedDictionary<uint, JsonElement> _status;
    private readonly ImmutableQueue<JsonElement> _passings;
    private readonly int _passingCount;
    private byte[]? _encoded;

    private DecoderChannelState(
        TrackId track, long seq, Micros tsUs, ImmutableSortedDictionary<uint, JsonElement> status,
        ImmutableQueue<JsonElement> passings, int passingCount)
    {
        _track = track;
        _seq = seq;
        _tsUs = tsUs;
        _status = status;
        _passings = passings;
        _passingCount = passingCount;
    }

    public override long Seq => _seq;

    /// <summary>Decoders send a status every few seconds anyway.</summary>
    public override bool RunOpen => false;

    public static DecoderChannelState Start(TrackId track, Micros tsUs) =>
        new(track, 0, tsUs, ImmutableSortedDictionary<uint, JsonElement>.Empty, [], 0);

    public static bool Shows(string messageType) =>
        messageType is MessageTypes.Passing or MessageTypes.Status or MessageTypes.Version or MessageTypes.Gateway;

    /// <param name="payload">As clients of the channel get it.</param>
    public DecoderChannelState After(RawMessage message, long streamSeq, JsonElement payload)
    {
        var status = _status;
        var passings = _passings;
        var count = _passingCount;
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
        }

        return new DecoderChannelState(_track, streamSeq, message.CapturedAtUs, status, passings, count);
    }

    public override byte[] EncodeSnapshot(LiveScope scope) =>
        _encoded ??= FrameJson.Snapshot(_track, _seq, new DecoderSnapshot([.. _status.Values], [.. _passings]), _tsUs);
}
