namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>Keeps a feed running until it is disposed.</summary>
internal sealed class FeedLease(ChannelFeed feed, Action release) : IDisposable
{
    private Action? _release = release;

    public ChannelFeed Feed => feed;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
