using System.Net.Sockets;
using System.Threading.Channels;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>Keeps the one connection to a decoder, for ever.</summary>
internal sealed class DecoderHost(
    DecoderOptions options, CaptureQueue queue, SpoolHost spool, BootClock clock, ILogger<DecoderHost> log)
    : BackgroundService
{
    /// <summary>
    /// The spool tells what a bookmark does not know yet, so one a second is as good as one a tick and costs a quarter of the syncs.
    /// </summary>
    private static readonly TimeSpan s_bookmarkPeriod = TimeSpan.FromSeconds(1);

    private DecoderSession? _session;
    private BookmarkKeeper? _bookmarks;
    private volatile DecoderLinkState _state = DecoderLinkState.Connecting;
    private long _connections;
    private Micros _bookmarkDueUs;

    public DecoderOptions Options => options;

    public DecoderReport Report()
    {
        var session = _session;
        var now = clock.MonotonicUs;
        var state = (_state, spool.IsFull, session?.IsStale(now)) switch
        {
            (DecoderLinkState.Stopped, _, _) => DecoderLinkState.Stopped,
            (_, true, _) => DecoderLinkState.Full,
            (DecoderLinkState.Connected, _, true) => DecoderLinkState.Stale,
            var (state2, _, _) => state2,
        };
        return new DecoderReport(state, Interlocked.Read(ref _connections), session?.Silence(now) ?? now.ToTimeSpan(), session);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _bookmarks = options.BookmarkFolder is { } folder ? new BookmarkKeeper(new BookmarkFolder(folder), spool, queue) : null;
        var session = new DecoderSession(options, _bookmarks?.Load());
        _session = session;
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
                    if (await ServeAsync(socket, session, stoppingToken))
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
    private async Task<bool> ServeAsync(Socket socket, DecoderSession session, CancellationToken stoppingToken)
    {
        var before = session.Counters.Accepted;
        Interlocked.Increment(ref _connections);
        session.OnConnected(clock.MonotonicUs);
        _state = DecoderLinkState.Connected;
        log.DecoderConnected(options.Name);
        string reason;
        using (socket)
        {
            reason = await new DecoderConnection(socket, options, clock).RunAsync(session, queue, () => Watch(session), stoppingToken);
        }

        log.DecoderLost(options.Name, reason);
        session.OnDisconnected(reason, clock.NowUs);
        await DecoderConnection.StoreAsync(session, queue);
        return session.Counters.Accepted > before;
    }

    // Why the connection is to end, or null while it is to go on.
    private string? Watch(DecoderSession session)
    {
        SaveBookmark(session);
        return spool.IsFull ? "spool full" : session.IsDead(clock.MonotonicUs) ? "silent" : null;
    }

    private void SaveBookmark(DecoderSession session)
    {
        if (clock.MonotonicUs < _bookmarkDueUs)
        {
            return;
        }

        _bookmarkDueUs = clock.MonotonicUs + Micros.From(s_bookmarkPeriod);
        try
        {
            _bookmarks?.TrySave(session.Bookmark);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Costs copies after the next start, nothing else; the spool says by itself when the disk is ill.
            log.BookmarkNotSaved(failure);
        }
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

/// <param name="Session">Its counters are read while it runs.</param>
internal sealed record DecoderReport(DecoderLinkState State, long Connections, TimeSpan Silence, DecoderSession? Session);
