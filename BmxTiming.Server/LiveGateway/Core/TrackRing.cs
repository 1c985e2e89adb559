namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>
/// The latest messages of one track and channel, shared by all its clients. A client is a position in it; nothing is
/// queued for anybody. State and messages change together, so that a snapshot and the position behind it always fit.
/// </summary>
internal sealed class TrackRing
{
    private readonly Lock _gate = new();
    private readonly LiveMessage[] _slots;
    private readonly HashSet<Action> _listeners = [];
    private Action[] _wake = [];
    private ChannelState _state;
    private long _start;
    private long _end;

    public TrackRing(int capacity, ChannelState initial)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _slots = new LiveMessage[capacity];
        _state = initial;
    }

    public ChannelState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Begins anew without a message, as when the feed starts; nobody reads yet.</summary>
    public void Reset(ChannelState state)
    {
        lock (_gate)
        {
            _start = _end;
            _state = state;
        }
    }

    /// <summary>Takes a message that comes behind all others; one that does not is a repeat and is passed over.</summary>
    public void Append(LiveMessage message, ChannelState state)
    {
        Action[] wake;
        lock (_gate)
        {
            if (_end > _start && message.Seq <= _slots[(_end - 1) % _slots.Length].Seq)
            {
                return;
            }

            _slots[_end % _slots.Length] = message;
            _end++;
            _start = Math.Max(_start, _end - _slots.Length);
            _state = state;
            wake = _wake;
        }

        foreach (var listener in wake)
        {
            listener();
        }
    }

    /// <summary>The state now, and the position of the first message that is not in it.</summary>
    public (ChannelState State, long Position) Join()
    {
        lock (_gate)
        {
            return (_state, _end);
        }
    }

    /// <summary>The position behind message <paramref name="seq"/>, when every later one is still at hand.</summary>
    public bool TryResume(long seq, out long position)
    {
        lock (_gate)
        {
            position = _end;
            if (seq == _state.Seq)
            {
                return true;
            }

            if (seq > _state.Seq || _start == _end || seq < _slots[_start % _slots.Length].Seq - 1)
            {
                return false;
            }

            long low = _start, high = _end;
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = _slots[middle % _slots.Length].Seq > seq ? (low, middle) : (middle + 1, high);
            }

            position = low;
            return true;
        }
    }

    /// <summary>Copies messages from <paramref name="position"/> on; <c>-1</c> when they are no longer there.</summary>
    public int Read(long position, Span<LiveMessage> into)
    {
        lock (_gate)
        {
            if (position < _start)
            {
                return -1;
            }

            var count = (int)Math.Min(into.Length, _end - position);
            for (var i = 0; i < count; i++)
            {
                into[i] = _slots[(position + i) % _slots.Length];
            }

            return count;
        }
    }

    /// <param name="wake">Called after each message, on the feed's thread: must only signal.</param>
    public void Listen(Action wake)
    {
        lock (_gate)
        {
            _listeners.Add(wake);
            _wake = [.. _listeners];
        }
    }

    public void Forget(Action wake)
    {
        lock (_gate)
        {
            _listeners.Remove(wake);
            _wake = [.. _listeners];
        }
    }
}
