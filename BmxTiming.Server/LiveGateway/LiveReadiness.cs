using BmxTiming.Server.Hosting;
using BmxTiming.Server.LiveGateway.Feeds;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.LiveGateway;

/// <summary>The gateway is ready while it can serve a snapshot: from the broker, or the one it has in memory.</summary>
internal sealed class LiveReadiness(Broker broker, FeedDirectory feeds, Readiness readiness, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (feeds.Failure is { } failure)
            {
                readiness.NotReady(Roles.WsGateway, failure);
            }
            else if (broker.IsConnected)
            {
                readiness.Ready(Roles.WsGateway);
            }
            else if (feeds.HasSnapshot)
            {
                readiness.Ready(Roles.WsGateway, "the broker is away: tracks that are watched show their last state, new ones can not be opened");
            }
            else
            {
                readiness.NotReady(Roles.WsGateway, "the broker is away and no track is in memory");
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
