using System.Threading.Channels;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Reads the raw log a bounded way ahead of the fold, which can so see whether anything is waiting.</summary>
internal sealed class RawReadAhead : IAsyncDisposable
{
    private readonly Channel<LogMessage> _channel;
    private readonly CancellationTokenSource _stop;
    private readonly Task _reading;
    private Task<bool>? _available;

    public RawReadAhead(TrackLogs logs, long fromSeq, int limit, CancellationToken cancellationToken)
    {
        _channel = Channel.CreateBounded<LogMessage>(new BoundedChannelOptions(limit) { SingleReader = true, SingleWriter = true });
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = ReadAsync(logs, fromSeq, _stop.Token);
    }

    /// <summary>Waits for a message, at most as long as <paramref name="tick"/>. Throws what the reader died of.</summary>
    public async Task WaitAsync(TimeSpan tick, TimeProvider time, CancellationToken cancellationToken)
    {
        _available ??= _channel.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!_available.IsCompleted)
        {
            await Task.WhenAny(_available, Task.Delay(tick, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (_available.IsCompleted)
        {
            var open = await _available;
            _available = null;
            if (!open)
            {
                throw new OperationCanceledException("The raw log is no longer read.", cancellationToken);
            }
        }
    }

    public bool TryRead(out LogMessage message) => _channel.Reader.TryRead(out message);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadAsync(TrackLogs logs, long fromSeq, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in logs.ReadRawAsync(fromSeq, cancellationToken))
            {
                await _channel.Writer.WriteAsync(message, cancellationToken);
            }

            _channel.Writer.Complete();
        }
        catch (Exception e)
        {
            // The fold's loop sees it and decides; on disposal nobody looks.
            _channel.Writer.Complete(e);
        }
    }
}
