using System.Buffers;
using System.Net.WebSockets;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>Turns what a session decides into bytes on one WebSocket, and what the client sends into calls.</summary>
internal sealed class LiveConnection(
    Stream transport, LiveGatewayOptions options, LiveMetrics metrics, TimeProvider time, Action cut) : IAsyncDisposable
{
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(15);

    private readonly SerialStream _stream = new(transport, cut);
    private readonly CancellationTokenSource _gone = new();
    private readonly WebSocketFrames _burst = new();
    private readonly WebSocketFrames _farewell = new();
    private bool _writePending;

    /// <summary>Serves the session until one side ends it.</summary>
    public async Task RunAsync(LiveSession session, SessionSignal signal)
    {
        using var socket = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions
        {
            IsServer = true,
            KeepAliveInterval = s_keepAlive,
            KeepAliveTimeout = s_keepAlive,
        });
        var receiving = ReceiveAsync(socket, session, signal);
        try
        {
            var close = await SendAsync(session, signal);
            if (close is not null)
            {
                metrics.Closed(close);
            }

            await SayGoodbyeAsync(close?.CloseCode ?? (int)WebSocketCloseStatus.NormalClosure, receiving);
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            // The client went away in the middle of a write; nothing is left to be told.
        }
        finally
        {
            await EndAsync(receiving);
        }
    }

    /// <summary>One <c>error</c> frame and a close, for a client that is refused.</summary>
    public async Task RefuseAsync(byte[] errorFrame, LiveClose close)
    {
        metrics.Closed(close);
        _burst.Write(errorFrame, null);
        using var socket = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = true });
        var receiving = ReceiveAsync(socket, session: null, signal: null);
        try
        {
            await SayGoodbyeAsync(close.CloseCode, receiving);
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            // It did not wait for the answer.
        }
        finally
        {
            await EndAsync(receiving);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_writePending)
        {
            _burst.Dispose();
            _farewell.Dispose();
        }

        _gone.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The reason for the end, with its error frame still in the buffer; <c>null</c> when the client left.</summary>
    private async Task<LiveClose?> SendAsync(LiveSession session, SessionSignal signal)
    {
        while (!_gone.IsCancellationRequested)
        {
            var step = session.Collect(_burst, LiveInstant.Now(time));
            if (step.Close is not null)
            {
                return step.Close;
            }

            if (_burst.Length > 0)
            {
                var write = _stream.WriteAsync(_burst.Written, _gone.Token).AsTask();
                if (!await FinishesAsync(write, options.SendTimeoutMs))
                {
                    session.Close(LiveClose.Slow("This client did not read for too long."));
                    return AbandonBurst(session);
                }

                _burst.Clear();
                metrics.Sent(step, LiveInstant.Now(time));
            }

            if (!step.More)
            {
                try
                {
                    await signal.WaitAsync(step.WakeAtUs, _gone.Token);
                }
                catch (OperationCanceledException)
                {
                    return null;
                }
            }
        }

        return null;
    }

    /// <summary>The burst on its way belongs to the blocked write; the error goes into a buffer of its own behind it.</summary>
    private LiveClose? AbandonBurst(LiveSession session)
    {
        _writePending = true;
        return session.Collect(_farewell, LiveInstant.Now(time)).Close;
    }

    private async Task SayGoodbyeAsync(int closeCode, Task receiving)
    {
        var last = _writePending ? _farewell : _burst;
        last.WriteClose(closeCode);
        var write = _writePending
            ? _stream.WriteBehindAsync(last.Written).AsTask()
            : _stream.WriteAsync(last.Written, CancellationToken.None).AsTask();
        var written = await FinishesAsync(write, options.CloseGraceMs);
        _writePending |= !written;
        if (written)
        {
            await FinishesAsync(receiving, options.CloseGraceMs);
        }
    }

    private async Task EndAsync(Task receiving)
    {
        if (receiving.IsCompleted && !_writePending)
        {
            _stream.LeaveOpen();
        }
        else
        {
            cut();
        }

        await receiving;
    }

    /// <summary>Never throws: the end of reading, for whatever reason, is the end of the client.</summary>
    private async Task ReceiveAsync(WebSocket socket, LiveSession? session, SessionSignal? signal)
    {
        try
        {
            while (true)
            {
                // An idle connection holds no buffer while it waits.
                var begin = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (begin.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                if (begin.EndOfMessage)
                {
                    session?.Receive([], LiveInstant.Now(time));
                }
                else
                {
                    await ReceiveMessageAsync(socket, session);
                }

                signal?.Raise();
            }
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            // Cut, or no answer to keep-alive pings.
        }
        finally
        {
            await _gone.CancelAsync();
        }
    }

    private async Task ReceiveMessageAsync(WebSocket socket, LiveSession? session)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.MaxClientFrameBytes + 1);
        try
        {
            var length = 0;
            while (true)
            {
                // What is beyond the bound is read over itself: only that it is too long matters.
                var free = buffer.AsMemory(Math.Min(length, options.MaxClientFrameBytes));
                var part = await socket.ReceiveAsync(free, CancellationToken.None);
                length = Math.Min(length + part.Count, buffer.Length);
                if (part.MessageType == WebSocketMessageType.Binary)
                {
                    session?.Close(LiveClose.Invalid("Frames are text."));
                }

                if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close || length > options.MaxClientFrameBytes)
                {
                    break;
                }
            }

            session?.Receive(buffer.AsSpan(0, length), LiveInstant.Now(time));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary><c>false</c> when it takes longer; the task goes on.</summary>
    private async Task<bool> FinishesAsync(Task task, int timeoutMs)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMilliseconds(timeoutMs), time);
            return true;
        }
        catch (TimeoutException)
        {
            // Its end is of no interest any more, but a fault must be looked at.
            _ = task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }
    }

    private static bool IsDisconnect(Exception e) =>
        e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
