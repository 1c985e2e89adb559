using System.Threading.Channels;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>Wakes one session: a message came, the client said something, or it is time.</summary>
internal sealed class SessionSignal : IAsyncDisposable
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public SessionSignal(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Raise(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits for a raise, at the latest until <paramref name="atUs"/> on the monotonic clock.</summary>
    public async ValueTask WaitAsync(Micros atUs, CancellationToken cancellationToken)
    {
        var dueUs = Math.Max(0, (atUs - LiveInstant.Now(_time).MonotonicUs).Value);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(dueUs / 1000.0)), Timeout.InfiniteTimeSpan);
        await _raised.Reader.ReadAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
