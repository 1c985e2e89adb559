using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>What decoders and track gateways sent, from the tail of the raw log on.</summary>
internal sealed class DecoderFeed(TrackId track, LiveGatewayOptions options, FeedServices services)
    : ChannelFeed(track, new TrackRing(options.RingFrames, DecoderChannelState.Start(track, Micros.Zero)), services)
{
    private const int Widening = 8;

    private long _backfill = options.DecoderBackfillSequences;
    private DecoderChannelState _state = DecoderChannelState.Start(track, Micros.Zero);

    protected override async Task<FeedStart> StartAsync(IBroker broker, CancellationToken cancellationToken)
    {
        var subject = Subjects.Raw(Track);
        var last = (await broker.LastAsync(StreamNames.Raw, subject, cancellationToken))?.StreamSeq ?? 0;
        var backfill = (ulong)_backfill;
        _state = DecoderChannelState.Start(Track, Now.WallUs);
        Ring.Reset(_state);
        return new FeedStart(StreamNames.Raw, subject, last > backfill ? last + 1 - backfill : 1, last);
    }

    /// <summary>
    /// The stream's sequences are shared by all tracks, so how many of them hold this track's last passings is not
    /// known before they are read.
    /// </summary>
    protected override bool ReachesBackFarEnough(FeedStart start)
    {
        if (start.ReadFrom == 1 || _backfill >= options.MaxDecoderBackfillSequences || _state.PassingCount == DecoderSnapshot.MaxPassings)
        {
            return true;
        }

        _backfill = Math.Min(_backfill * Widening, options.MaxDecoderBackfillSequences);
        return false;
    }

    protected override void Take(LogMessage message, LiveInstant now, bool live)
    {
        RawMessage? raw;
        try
        {
            raw = RawMessage.Read(message.Data);
        }
        catch (JsonException e)
        {
            Skipped(message, e.Message);
            return;
        }

        if (raw is null || raw.TrackId != Track)
        {
            Skipped(message, "not a message of this track");
            return;
        }

        if (DecoderChannelState.Shows(raw.MessageType))
        {
            var seq = (long)message.StreamSeq;
            var payload = FrameJson.DecoderPayload(raw, _state.CapturedUs(raw));
            _state = _state.After(raw, seq, payload);
            Ring.Append(FrameJson.Event(raw, seq, payload, now.MonotonicUs, capturedUs: null), _state);
        }
    }
}
