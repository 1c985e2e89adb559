using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>
/// The feeds that run, by track and channel. The first client starts one; it ends some time after the last has left,
/// so that a reload of a page finds it warm.
/// </summary>
internal sealed class FeedDirectory(
    Broker broker, SubjectReader reader, DeadLetterSender letters, LiveMetrics metrics, ILogger<ChannelFeed> logger, TimeProvider time,
    IOptions<LiveGatewayOptions> options) : IAsyncDisposable
{
    private readonly FeedServices _services = new(broker, reader, letters, metrics, logger, time);
    private readonly Lock _gate = new();
    private readonly Dictionary<(TrackId Track, string Channel), Entry> _entries = [];
    private bool _closed;
    private volatile string? _failure;

    /// <summary>A feed ended by a bug: its track stands still until the process is started again.</summary>
    public string? Failure => _failure;

    /// <summary>Some track's snapshot is in memory.</summary>
    public bool HasSnapshot
    {
        get
        {
            lock (_gate)
            {
                return _entries.Values.Any(entry => entry.Feed.IsReady);
            }
        }
    }

    /// <summary>A hold on a feed, or <c>null</c> when no more feeds may run.</summary>
    public FeedLease? Acquire(TrackId track, string channel)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((track, channel), out var entry))
            {
                if (_closed || (_entries.Count >= options.Value.MaxFeeds && !EvictIdle()))
                {
                    return null;
                }

                entry = Start(track, channel);
                _entries.Add((track, channel), entry);
            }

            entry.Holders++;
            entry.Idle?.Dispose();
            entry.Idle = null;
            return new FeedLease(entry.Feed, () => Release(entry));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Entry[] entries;
        lock (_gate)
        {
            _closed = true;
            entries = [.. _entries.Values];
            _entries.Clear();
        }

        foreach (var entry in entries)
        {
            entry.Idle?.Dispose();
            await entry.Stop.CancelAsync();
        }

        await Task.WhenAll(entries.Select(entry => entry.Run));
    }

    private Entry Start(TrackId track, string channel)
    {
        ChannelFeed feed = channel == LiveChannels.Race
            ? new RaceFeed(track, options.Value, _services)
            : new DecoderFeed(track, options.Value, _services);
        var stop = new CancellationTokenSource();
        return new Entry(channel, feed, stop, Task.Run(() => RunAsync(feed, stop.Token), CancellationToken.None));
    }

    private async Task RunAsync(ChannelFeed feed, CancellationToken stop)
    {
        try
        {
            await feed.RunAsync(stop);
        }
        catch (Exception e)
        {
            _failure = $"the feed of track {feed.Track} ended: {e.Message}";
            Log.FeedFailed(logger, e, feed.Track.Value);
        }
    }

    private void Release(Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Holders == 0 && !_closed)
            {
                entry.Idle = time.CreateTimer(
                    _ => EndIfIdle(entry), null, TimeSpan.FromMilliseconds(options.Value.LingerMs), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void EndIfIdle(Entry entry)
    {
        lock (_gate)
        {
            // A timer that was late may speak for a feed that has a successor by now.
            if (entry.Holders == 0 && _entries.GetValueOrDefault((entry.Feed.Track, entry.Channel)) == entry)
            {
                _entries.Remove((entry.Feed.Track, entry.Channel));
                entry.Idle?.Dispose();
                entry.Stop.Cancel();
            }
        }
    }

    /// <summary>A client that is here comes before a track nobody looks at.</summary>
    private bool EvictIdle()
    {
        if (_entries.Values.FirstOrDefault(entry => entry.Holders == 0) is not { } idle)
        {
            return false;
        }

        EndIfIdle(idle);
        return true;
    }

    private sealed class Entry(string channel, ChannelFeed feed, CancellationTokenSource stop, Task run)
    {
        public string Channel => channel;

        public ChannelFeed Feed => feed;

        public CancellationTokenSource Stop => stop;

        public Task Run => run;

        public int Holders { get; set; }

        public ITimer? Idle { get; set; }
    }
}
