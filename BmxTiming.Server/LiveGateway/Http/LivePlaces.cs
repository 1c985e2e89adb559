using Microsoft.Extensions.Options;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>Counts the live connections of this process, those that are being refused with them.</summary>
internal sealed class LivePlaces(IOptions<LiveGatewayOptions> options)
{
    private int _taken;

    /// <summary>To be disposed when the connection ends.</summary>
    public LivePlace Take()
    {
        var number = Interlocked.Increment(ref _taken);
        return new LivePlace(
            () => Interlocked.Decrement(ref _taken),
            HasRoom: number <= options.Value.MaxConnections,
            CanBeTold: number <= options.Value.MaxConnections + options.Value.MaxRefusals);
    }
}

/// <param name="HasRoom">The connection may be served.</param>
/// <param name="CanBeTold">It may be upgraded to be told that there is no room.</param>
internal sealed record LivePlace(Action Leave, bool HasRoom, bool CanBeTold) : IDisposable
{
    public void Dispose() => Leave();
}
