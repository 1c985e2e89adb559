using System.Net.Sockets;
using System.Threading.Channels;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>Keeps the one connection to the decoder, for ever.</summary>
internal sealed class DecoderHost(
    DecoderOptions options, CaptureQueue queue, SpoolHost spool, BootClock clock, ILogger<DecoderHost> log)
    : BackgroundService
{
    private const int ReadBytes = 16 * 1024;
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(1);

    private DecoderSession? _session;
    private long _lastByteUs;
    private volatile DecoderLinkState _state = DecoderLinkState.Connecting;
    private long _connections;

    public DecoderReport Report()
    {
        var session = _session;
        var silence = (clock.MonotonicUs - new Micros(Interlocked.Read(ref _lastByteUs))).ToTimeSpan();
        var state = _state == DecoderLinkState.Connected && silence > options.StaleAfter ? DecoderLinkState.Stale : _state;
        return new DecoderReport(state, Interlocked.Read(ref _connections), silence, session);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(
            Micros.From(options.FirstReconnectDelay), Micros.From(options.MaxReconnectDelay), Random.Shared.NextInt64);
        try
        {
            while (true)
            {
                stoppingToken.ThrowIfCancellationRequested();
                if (spool.IsFull)
                {
                    _state = DecoderLinkState.Full;
                }
                else if (await TryConnectAsync(stoppingToken) is { } socket)
                {
                    // A decoder that takes no further client accepts and closes: only one that spoke is asked again at once.
                    if (await ServeAsync(socket, stoppingToken))
                    {
                        backoff.Reset();
                    }
                }

                await Task.Delay(backoff.Next().ToTimeSpan(), clock.Time, stoppingToken);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ChannelClosedException && stoppingToken.IsCancellationRequested)
        {
            _state = DecoderLinkState.Stopped;
        }
    }

    private async Task<Socket?> TryConnectAsync(CancellationToken stoppingToken)
    {
        _state = DecoderLinkState.Connecting;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            await socket.ConnectAsync(options.EndPoint, timeout.Token);
            return socket;
        }
        catch (Exception failure) when (failure is SocketException || (failure is OperationCanceledException && !stoppingToken.IsCancellationRequested))
        {
            socket.Dispose();
            return null;
        }
    }

    // True when the decoder said something.
    private async Task<bool> ServeAsync(Socket socket, CancellationToken stoppingToken)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var session = new DecoderSession(options);
        _session = session;
        Interlocked.Exchange(ref _lastByteUs, clock.MonotonicUs.Value);
        Interlocked.Increment(ref _connections);
        _state = DecoderLinkState.Connected;
        log.DecoderConnected(Name);
        var watching = WatchAsync(closing);
        string reason;
        using (socket)
        {
            reason = await ReadAsync(socket, session, closing.Token);
        }

        await closing.CancelAsync();
        reason = await watching ?? (stoppingToken.IsCancellationRequested ? "stopped" : reason);
        log.DecoderLost(Name, reason);
        session.OnDisconnected(reason, clock.NowUs);
        foreach (var message in session.TakeCaptured())
        {
            await queue.AddAsync(message, CancellationToken.None);
        }

        return session.Counters.Frames > 0;
    }

    private string Name => $"{options.EndPoint.Host}:{options.EndPoint.Port}";

    private async Task<string> ReadAsync(Socket socket, DecoderSession session, CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadBytes];
        try
        {
            session.OnConnected(clock.MonotonicUs);
            while (true)
            {
                foreach (var request in session.TakeRequests())
                {
                    await socket.SendAsync(request, SocketFlags.None, cancellationToken);
                }

                var read = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
                if (read == 0)
                {
                    return "closed by the decoder";
                }

                var monotonicUs = clock.MonotonicUs;
                Interlocked.Exchange(ref _lastByteUs, monotonicUs.Value);
                session.OnBytes(buffer.AsSpan(0, read), clock.NowUs, monotonicUs);
                foreach (var message in session.TakeCaptured())
                {
                    // Bytes that were read are captured even when the connection is being closed.
                    await queue.AddAsync(message, CancellationToken.None);
                }
            }
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode.ToString();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return "closed";
        }
    }

    // Ends the connection on silence and when nothing more can be stored. Returns why, or null when somebody else ended it.
    private async Task<string?> WatchAsync(CancellationTokenSource closing)
    {
        using var timer = new PeriodicTimer(WatchPeriod, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(closing.Token))
            {
                var silence = (clock.MonotonicUs - new Micros(Interlocked.Read(ref _lastByteUs))).ToTimeSpan();
                var reason = spool.IsFull ? "spool full" : silence > options.ReconnectAfter ? "silent" : null;
                if (reason is not null)
                {
                    await closing.CancelAsync();
                    return reason;
                }
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The connection ended otherwise.
        }

        return null;
    }
}

internal enum DecoderLinkState
{
    Connecting,
    Connected,

    /// <summary>Connected, but silent for too long.</summary>
    Stale,

    /// <summary>Not connected on purpose: nothing can be stored.</summary>
    Full,
    Stopped,
}

/// <param name="Session">The present connection, or the last one; its counters are read while it runs.</param>
internal sealed record DecoderReport(DecoderLinkState State, long Connections, TimeSpan Silence, DecoderSession? Session);
