using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>What decoders and track gateways sent, from the tail of the raw log on.</summary>
internal sealed class DecoderFeed(TrackId track, LiveGatewayOptions options, FeedServices services)
    : ChannelFeed(track, new TrackRing(options.RingFrames, DecoderChannelState.Start(track, Micros.Zero)), services)
{
    private DecoderChannelState _state = DecoderChannelState.Start(track, Micros.Zero);

    protected override async Task<FeedStart> StartAsync(Broker broker, CancellationToken cancellationToken)
    {
        var subject = Subjects.Raw(Track);
        var last = (await broker.LastAsync(StreamNames.Raw, subject, cancellationToken))?.StreamSeq ?? 0;
        var backfill = (ulong)options.DecoderBackfillSequences;
        _state = DecoderChannelState.Start(Track, Now.WallUs);
        Ring.SetState(_state);
        return new FeedStart(StreamNames.Raw, subject, last > backfill ? last + 1 - backfill : 1, last);
    }

    protected override void Take(LogMessage message, LiveInstant now, bool live)
    {
        RawMessage? raw;
        try
        {
            raw = JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RawMessage);
        }
        catch (JsonException e)
        {
            Skipped(message.StreamSeq, e.Message);
            return;
        }

        if (raw is null || raw.TrackId != Track)
        {
            Skipped(message.StreamSeq, "not a message of this track");
            return;
        }

        if (DecoderChannelState.Shows(raw.MessageType))
        {
            var seq = (long)message.StreamSeq;
            var payload = FrameJson.DecoderPayload(raw);
            _state = _state.After(raw, seq, payload);
            Ring.Append(FrameJson.Event(raw, seq, payload, now.MonotonicUs, capturedUs: null), _state);
        }
    }
}
