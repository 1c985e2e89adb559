using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Repeats a call until the broker answers. Only for calls that may be repeated without harm.</summary>
internal sealed class BrokerRetry(TrackId track, TimeSpan pause, TimeProvider time, ILogger logger)
{
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !cancellationToken.IsCancellationRequested)
            {
                Log.TrackInterrupted(logger, track.Value, e.Message);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public Task RunAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            await call(token);
            return true;
        },
        cancellationToken);
}
