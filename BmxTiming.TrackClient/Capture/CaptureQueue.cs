using System.Threading.Channels;

namespace BmxTiming.TrackClient.Capture;

/// <summary>
/// From whoever captures (decoder, clock, spool itself) to the one writer of the spool. When it is full the decoder is simply not
/// read on: TCP and then the decoder's own memory hold what comes.
/// </summary>
internal sealed class CaptureQueue
{
    public const int Capacity = 1024;

    private readonly Channel<CapturedMessage> _channel = Channel.CreateBounded<CapturedMessage>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<CapturedMessage> Reader => _channel.Reader;

    /// <summary>What has gone through, for those who watch.</summary>
    public CaptureActivity Activity { get; } = new();

    public ValueTask AddAsync(CapturedMessage message, CancellationToken cancellationToken)
    {
        Activity.Saw(message);
        return _channel.Writer.WriteAsync(message, cancellationToken);
    }

    /// <summary>False when the queue is full; for messages that may be made again later.</summary>
    public bool TryAdd(CapturedMessage message) => _channel.Writer.TryWrite(message);

    /// <summary>Nothing will be captured any more.</summary>
    public void Complete() => _channel.Writer.TryComplete();
}
