using BmxTiming.Protocol.Ids;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>Fills the ring of one track and channel from its log, for as long as somebody wants it.</summary>
internal abstract class ChannelFeed
{
    private static readonly TimeSpan s_retryPause = TimeSpan.FromMilliseconds(250);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FeedServices _services;

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

    protected void Skipped(ulong streamSeq, string reason)
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
}

/// <param name="ReadFrom">First stream sequence to read.</param>
/// <param name="CaughtUpAt">The subject's last message when the feed started; 0 when it had none.</param>
internal readonly record struct FeedStart(string Stream, string Subject, ulong ReadFrom, ulong CaughtUpAt);

/// <summary>What every feed needs.</summary>
internal sealed record FeedServices(
    IBroker Broker, ISubjectReader Reader, LiveMetrics Metrics, ILogger<ChannelFeed> Logger, TimeProvider Time);
