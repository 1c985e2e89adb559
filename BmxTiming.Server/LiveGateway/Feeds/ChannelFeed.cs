using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>Fills the ring of one track and channel from its log, for as long as somebody wants it.</summary>
internal abstract class ChannelFeed
{
    private static readonly TimeSpan s_retryPause = TimeSpan.FromMilliseconds(250);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FeedServices _services;
    private readonly List<LogMessage> _skipped = [];

    protected ChannelFeed(TrackId track, TrackRing ring, FeedServices services)
    {
        Track = track;
        Ring = ring;
        _services = services;
    }

    public TrackId Track { get; }

    public TrackRing Ring { get; }

    /// <summary>Completes when the ring has caught up with the log as it was when the feed started.</summary>
    public Task Ready => _ready.Task;

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            FeedStart start;
            try
            {
                start = await StartAsync(_services.Broker, cancellationToken);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    Log.FeedWaits(_services.Logger, Track.Value, e.Message);
                }

                await Task.Delay(s_retryPause, _services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            await ReadAsync(start, cancellationToken);
        }
    }

    /// <summary>Finds where to begin and puts the state at that point into the ring.</summary>
    protected abstract Task<FeedStart> StartAsync(IBroker broker, CancellationToken cancellationToken);

    /// <param name="live">It came after the feed had caught up, so its age tells something.</param>
    protected abstract void Take(LogMessage message, LiveInstant now, bool live);

    /// <summary>Whether what was read up to now is enough to serve clients; if not, the feed starts again.</summary>
    protected virtual bool ReachesBackFarEnough(FeedStart start) => true;

    /// <summary>Clients do without this message; it becomes a dead letter.</summary>
    protected void Skipped(LogMessage message, string reason)
    {
        Unreadable(message.StreamSeq, reason);
        _skipped.Add(message);
    }

    protected void Unreadable(ulong streamSeq, string reason)
    {
        _services.Metrics.Unreadable(Track);
        Log.FrameUnreadable(_services.Logger, Track.Value, streamSeq, reason);
    }

    protected LiveInstant Now => LiveInstant.Now(_services.Time);

    private async Task ReadAsync(FeedStart start, CancellationToken cancellationToken)
    {
        if (start.CaughtUpAt < start.ReadFrom)
        {
            _ready.TrySetResult();
        }

        await foreach (var message in _services.Reader.ReadAsync(
            start.Stream, start.Subject, start.ReadFrom, "ws-gateway", cancellationToken))
        {
            Take(message, LiveInstant.Now(_services.Time), IsReady);
            await SendSkippedAsync(start.Stream, cancellationToken);
            if (!IsReady && (message.StreamSeq >= start.CaughtUpAt || message.Pending == 0))
            {
                if (!ReachesBackFarEnough(start))
                {
                    return;
                }

                _ready.TrySetResult();
            }
        }
    }

    /// <summary>Once each: the message itself is on its log, and a broker that is away must not hold up what clients see.</summary>
    private async Task SendSkippedAsync(string stream, CancellationToken cancellationToken)
    {
        foreach (var message in _skipped)
        {
            try
            {
                await _services.Letters.SendAsync(Roles.WsGateway, DeadLetter.Unreadable, stream, message, cancellationToken);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !cancellationToken.IsCancellationRequested)
            {
                Log.FeedLetterLost(_services.Logger, Track.Value, message.StreamSeq, e.Message);
            }
        }

        _skipped.Clear();
    }
}

/// <param name="ReadFrom">First stream sequence to read.</param>
/// <param name="CaughtUpAt">The subject's last message when the feed started; 0 when it had none.</param>
internal readonly record struct FeedStart(string Stream, string Subject, ulong ReadFrom, ulong CaughtUpAt);

/// <summary>What every feed needs.</summary>
internal sealed record FeedServices(
    IBroker Broker, ISubjectReader Reader, DeadLetterSender Letters, LiveMetrics Metrics, ILogger<ChannelFeed> Logger, TimeProvider Time);
