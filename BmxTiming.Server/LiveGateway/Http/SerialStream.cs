namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>
/// The connection's stream, one write at a time: the framework's WebSocket answers pings and sends its own while we
/// write bursts, and each writes whole frames.
/// </summary>
internal sealed class SerialStream(Stream inner, Action cut) : Stream
{
    private volatile bool _leaveOpen;
    private readonly SemaphoreSlim _writing = new(1, 1);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // A cancelled write would end the whole connection in the web server; whoever gives up waiting cuts it instead.
            await inner.WriteAsync(buffer, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>The end was agreed upon: the web server closes the connection when the request returns.</summary>
    public void LeaveOpen() => _leaveOpen = true;

    protected override void Dispose(bool disposing)
    {
        // The framework's WebSocket disposes its stream when keep-alive pings stay unanswered.
        if (disposing && !_leaveOpen)
        {
            cut();
        }

        base.Dispose(disposing);
    }

    /// <summary>Behind a write that does not end; the web server keeps the order of the bytes.</summary>
    public ValueTask WriteBehindAsync(ReadOnlyMemory<byte> buffer) => inner.WriteAsync(buffer, CancellationToken.None);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
