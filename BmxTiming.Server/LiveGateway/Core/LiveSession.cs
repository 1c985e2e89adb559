using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>
/// One client, without I/O: what to send it now, when to look again, and when it is over. The decoder channel has no
/// meetings, so its cursor comes with a scope of its own.
/// </summary>
internal sealed class LiveSession
{
    private readonly Lock _gate = new();
    private readonly LiveScope _scope;
    private readonly LiveGatewayOptions _options;
    private readonly ClientCursor[] _cursors;
    private readonly Micros[] _heartbeatAtUs;
    private readonly FrameAllowance _allowance;
    private readonly Queue<double?> _pings = new();
    private Micros? _lostAtUs;
    private LiveClose? _close;

    /// <param name="from">Resume the race channel behind this <c>race_seq</c>; absent = from now.</param>
    public LiveSession(
        LiveScope scope, IEnumerable<(string Channel, TrackRing Ring)> channels, LiveGatewayOptions options, long? from, LiveInstant now)
    {
        _scope = scope;
        _options = options;
        _cursors = [.. channels.Select(channel => new ClientCursor(
            channel.Channel, channel.Ring, channel.Channel == LiveChannels.Race ? scope : new LiveScope(scope.Track, null, PublicOnly: false)))];
        _heartbeatAtUs = [.. _cursors.Select(_ => now.MonotonicUs + Interval())];
        _allowance = new FrameAllowance(options.ClientFramesPerSecond, now.MonotonicUs);
        if (from is { } seq)
        {
            Array.Find(_cursors, cursor => cursor.Channel == LiveChannels.Race)?.TryResume(seq);
        }
    }

    /// <summary>Ends the session with the next <see cref="Collect"/>; the first reason counts.</summary>
    public void Close(LiveClose close)
    {
        lock (_gate)
        {
            _close ??= close;
        }
    }

    /// <summary>A text frame came from the client.</summary>
    public void Receive(ReadOnlySpan<byte> frame, LiveInstant now)
    {
        lock (_gate)
        {
            _close ??= Understand(frame, now);
        }
    }

    /// <summary>Writes what is due.</summary>
    public SessionStep Collect(IFrameSink sink, LiveInstant now)
    {
        lock (_gate)
        {
            var step = new SessionStep();
            while (_close is null && _pings.TryDequeue(out var echo))
            {
                WriteHeartbeat(0, sink, now, echo);
            }

            for (var i = 0; i < _cursors.Length && _close is null; i++)
            {
                CollectChannel(i, sink, now, ref step);
            }

            if (_close is { } close)
            {
                var error = FrameJson.Error(
                    _cursors[0].Channel, _scope.Track, _scope.Meeting, _cursors[0].LastSeq, now.WallUs, close.Payload);
                sink.Write(error, null);
                return step with { Close = close, More = false };
            }

            return step with { WakeAtUs = _heartbeatAtUs.Min() };
        }
    }

    private void CollectChannel(int index, IFrameSink sink, LiveInstant now, ref SessionStep step)
    {
        var cursor = _cursors[index];
        if (cursor.NeedsSnapshot)
        {
            WriteSnapshot(index, sink, now);
        }

        var outcome = cursor.WriteNew(sink, _options.MaxBurstBytes, out var frames);
        step = step with
        {
            Frames = step.Frames + frames,
            OldestAppendedUs = Earlier(step.OldestAppendedUs, cursor.OldestOfBurst?.AppendedUs),
            OldestCapturedUs = Earlier(step.OldestCapturedUs, cursor.OldestOfBurst?.CapturedUs),
        };
        if (outcome == CursorOutcome.Lost)
        {
            // One stall can throw a client off both rings; that is one time.
            if (step.Fallbacks == 0 && _lostAtUs is { } before
                && now.MonotonicUs - before < Micros.FromMilliseconds(_options.SlowWindowMs))
            {
                _close = LiveClose.Slow("This client can not keep up with the track.");
                return;
            }

            _lostAtUs = now.MonotonicUs;
            step = step with { Fallbacks = step.Fallbacks + 1 };
            WriteSnapshot(index, sink, now);
        }

        step = step with { More = step.More || outcome == CursorOutcome.More };
        if (now.MonotonicUs >= _heartbeatAtUs[index])
        {
            WriteHeartbeat(index, sink, now, null);
        }
        else if (_heartbeatAtUs[index] - now.MonotonicUs > Interval())
        {
            // A run opened: the next heartbeat is sooner than promised.
            _heartbeatAtUs[index] = now.MonotonicUs + Interval();
        }
    }

    private void WriteSnapshot(int index, IFrameSink sink, LiveInstant now)
    {
        _cursors[index].WriteSnapshot(sink);
        _heartbeatAtUs[index] = now.MonotonicUs + Interval();
    }

    private void WriteHeartbeat(int index, IFrameSink sink, LiveInstant now, double? echoT0Ms)
    {
        var cursor = _cursors[index];
        if (cursor.NeedsSnapshot)
        {
            // A client reads nothing before its first snapshot.
            WriteSnapshot(index, sink, now);
        }

        var interval = Interval();
        var lagMs = cursor.NextUnread() is { } waiting
            ? Math.Max(0, (now.MonotonicUs - waiting.AppendedUs).Value / Micros.PerMillisecond)
            : 0;
        var payload = new HeartbeatPayload(now.WallUs, (int)(interval.Value / Micros.PerMillisecond), lagMs, echoT0Ms);
        sink.Write(FrameJson.Heartbeat(cursor.Channel, _scope, cursor.LastSeq, payload), null);
        _heartbeatAtUs[index] = now.MonotonicUs + interval;
    }

    private LiveClose? Understand(ReadOnlySpan<byte> frame, LiveInstant now)
    {
        if (frame.Length > _options.MaxClientFrameBytes)
        {
            return LiveClose.Invalid($"A frame may have {_options.MaxClientFrameBytes} bytes.");
        }

        if (!_allowance.TryTake(now.MonotonicUs))
        {
            return LiveClose.TooManyFrames(_options.ClientFramesPerSecond);
        }

        LiveClientFrame? request;
        try
        {
            request = JsonSerializer.Deserialize(frame, WireJson.Default.LiveClientFrame);
        }
        catch (JsonException)
        {
            return LiveClose.Invalid("A frame must be JSON of the form {\"kind\":\"ping\",\"t0_ms\":0} or {\"kind\":\"resync\"}.");
        }

        switch (request?.Kind)
        {
            case LiveClientFrame.Ping when request.T0Ms is { } t0 && !double.IsFinite(t0):
                return LiveClose.Invalid("t0_ms must be a number that can be sent back.");
            case LiveClientFrame.Ping:
                // Bounded by the allowance: one answer for each frame taken.
                _pings.Enqueue(request.T0Ms);
                return null;
            case LiveClientFrame.Resync:
                Array.ForEach(_cursors, cursor => cursor.Resync());
                return null;
            default:
                return LiveClose.Invalid("Known frames are ping and resync.");
        }
    }

    /// <summary>One rhythm for all channels of a client: only the race channel knows of runs.</summary>
    private Micros Interval() =>
        Micros.FromMilliseconds(Array.Exists(_cursors, cursor => cursor.State.RunOpen) ? _options.RacingHeartbeatMs : _options.IdleHeartbeatMs);

    private static Micros? Earlier(Micros? a, Micros? b) => a is { } x && b is { } y ? (x < y ? x : y) : a ?? b;
}
