using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.LiveGateway.Feeds;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>Opens subscriptions: reads the request, asks for the right, and waits for the track.</summary>
internal sealed class LiveSubscriptions(
    LiveAccess access, FeedDirectory feeds, TimeProvider time, IOptions<LiveGatewayOptions> options, IHostApplicationLifetime lifetime)
{
    public async Task<(LiveSubscription? Subscription, LiveClose? Refusal)> OpenAsync(HttpContext context, LiveRequest request)
    {
        var (scope, refusal) = await access.DecideAsync(context, request);
        if (scope is null)
        {
            return (null, refusal);
        }

        var leases = new List<FeedLease>(request.Channels.Count);
        var subscription = new LiveSubscription(scope, leases);
        try
        {
            foreach (var channel in request.Channels)
            {
                if (feeds.Acquire(request.Track, channel) is not { } lease)
                {
                    subscription.Dispose();
                    return (null, LiveClose.Upstream("This gateway serves as many tracks as it can; try again later."));
                }

                leases.Add(lease);
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await Task.WhenAll(leases.Select(lease => lease.Feed.Ready))
                .WaitAsync(TimeSpan.FromMilliseconds(options.Value.JoinTimeoutMs), time, stop.Token);
            if (request.From is { } from && leases.Any(static lease => lease.Feed is RaceFeed))
            {
                await CatchUpAsync(subscription.RaceRing, from, stop.Token);
            }

            if (subscription.IsOfPrivateMeeting)
            {
                subscription.Dispose();
                return (null, LiveClose.Unauthorized("This meeting is not public: watching it needs a token."));
            }

            return (subscription, null);
        }
        catch (TimeoutException)
        {
            subscription.Dispose();
            return (null, LiveClose.Upstream("The track's log can not be read at the moment."));
        }
        catch (OperationCanceledException)
        {
            subscription.Dispose();
            return (null, LiveClose.Shutdown(RetryHint.NextMs()));
        }
    }

    /// <summary>
    /// A client that was at another gateway may be ahead of this one, as after a restart of the broker: it waits for what it has seen
    /// already and is not thrown back. If that does not come, the log itself is shorter, and a snapshot says so.
    /// </summary>
    private async Task CatchUpAsync(TrackRing ring, long from, CancellationToken stop)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Action look = () =>
        {
            if (ring.State.Seq >= from)
            {
                reached.TrySetResult();
            }
        };
        ring.Listen(look);
        try
        {
            look();
            await reached.Task.WaitAsync(TimeSpan.FromMilliseconds(options.Value.JoinTimeoutMs), time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }
        finally
        {
            ring.Forget(look);
        }
    }
}

/// <summary>What a client may see, and the feeds it comes from.</summary>
internal sealed class LiveSubscription(LiveScope scope, IReadOnlyList<FeedLease> leases) : IDisposable
{
    public LiveScope Scope => scope;

    public TrackRing RaceRing => leases.First(lease => lease.Feed is RaceFeed).Feed.Ring;

    /// <summary>Nobody is signed in, and the meeting asked for is known not to be public.</summary>
    public bool IsOfPrivateMeeting => scope is { PublicOnly: true, Meeting: { } meeting }
        && RaceRing.State is RaceChannelState state && state.IsPrivate(meeting);

    public IEnumerable<(string Channel, TrackRing Ring)> Channels =>
        leases.Select(lease => (lease.Feed is RaceFeed ? LiveChannels.Race : LiveChannels.Decoder, lease.Feed.Ring));

    public void Listen(Action wake)
    {
        foreach (var lease in leases)
        {
            lease.Feed.Ring.Listen(wake);
        }
    }

    public void Forget(Action wake)
    {
        foreach (var lease in leases)
        {
            lease.Feed.Ring.Forget(wake);
        }
    }

    public void Dispose()
    {
        foreach (var lease in leases)
        {
            lease.Dispose();
        }
    }
}
