namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>Where one client stands in one ring, and what it was sent last.</summary>
internal sealed class ClientCursor(string channel, TrackRing ring, LiveScope scope)
{
    private const int BatchMessages = 64;

    private readonly LiveMessage[] _batch = new LiveMessage[BatchMessages];
    private long _position;

    public string Channel => channel;

    public ChannelState State => ring.State;

    /// <summary>The next frame must be a snapshot.</summary>
    public bool NeedsSnapshot { get; private set; } = true;

    /// <summary>Sequence of the last frame delivered in this scope.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Age of what was read last, for the heartbeat and for metrics: when the oldest message of the burst was appended.</summary>
    public LiveMessage? OldestOfBurst { get; private set; }

    public void Resync() => NeedsSnapshot = true;

    /// <summary>Goes on behind <paramref name="seq"/>; <c>false</c> when that needs a snapshot.</summary>
    public bool TryResume(long seq)
    {
        if (!ring.TryResume(seq, out _position))
        {
            return false;
        }

        LastSeq = seq;
        NeedsSnapshot = false;
        return true;
    }

    public void WriteSnapshot(IFrameSink sink)
    {
        (var state, _position) = ring.Join();
        LastSeq = state.Seq;
        NeedsSnapshot = false;
        sink.Write(state.EncodeSnapshot(scope), LastSeq);
    }

    /// <summary>Writes what is new and in scope until the sink holds <paramref name="maxBytes"/>.</summary>
    public CursorOutcome WriteNew(IFrameSink sink, int maxBytes, out int frames)
    {
        frames = 0;
        OldestOfBurst = null;
        while (true)
        {
            var count = ring.Read(_position, _batch);
            if (count < 0)
            {
                return CursorOutcome.Lost;
            }

            for (var i = 0; i < count; i++)
            {
                if (sink.Length >= maxBytes)
                {
                    return CursorOutcome.More;
                }

                var message = _batch[i];
                _position++;
                if (scope.Sees(message.Meeting, message.IsPublic))
                {
                    sink.Write(message.Head, LastSeq, message.Tail, message.Seq);
                    LastSeq = message.Seq;
                    OldestOfBurst ??= message;
                    frames++;
                }
            }

            if (count < _batch.Length)
            {
                return CursorOutcome.AtEnd;
            }
        }
    }

    /// <summary>When the oldest message still to be read came, on the monotonic clock; absent at the end of the ring.</summary>
    public LiveMessage? NextUnread()
    {
        var count = ring.Read(_position, _batch.AsSpan(0, 1));
        return count == 1 ? _batch[0] : null;
    }
}

internal enum CursorOutcome
{
    AtEnd,

    /// <summary>The burst is full.</summary>
    More,

    /// <summary>The ring went past the client.</summary>
    Lost,
}
