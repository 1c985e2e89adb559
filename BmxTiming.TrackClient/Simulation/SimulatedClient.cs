using System.Net.Sockets;
using System.Threading.Channels;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Simulation;

internal delegate IReadOnlyList<byte[]> AnswerRequest(in P3Frame request);

/// <summary>One connection to the simulated decoder.</summary>
/// <param name="socket">Owned from here on.</param>
/// <param name="faults">What happens to the bytes on their way.</param>
/// <param name="answer">What the decoder says to a request.</param>
/// <param name="random">Decides which frames the line damages.</param>
internal sealed class SimulatedClient(Socket socket, WireFaults faults, SplitMix64 random, AnswerRequest answer)
{
    /// <summary>Frames that wait for a client; a real decoder has some kilobytes of send buffer as well.</summary>
    public const int QueueCapacity = 4096;

    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Queues a frame; a client that lets the queue run full is disconnected.</summary>
    public void Push(byte[] wire)
    {
        if (!_outgoing.Writer.TryWrite(wire))
        {
            _outgoing.Writer.TryComplete();
        }
    }

    public async Task PushPacedAsync(byte[] wire, CancellationToken cancellationToken)
    {
        try
        {
            await _outgoing.Writer.WriteAsync(wire, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // It has gone; nobody waits for the frame.
        }
    }

    /// <summary>Breaks the connection as a pulled cable does, without a last word.</summary>
    public void Cut()
    {
        _outgoing.Writer.TryComplete();
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (ObjectDisposedException)
        {
            // It went by itself.
        }

        socket.Dispose();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using (socket)
        {
            var ended = await Task.WhenAny(ReadAsync(ending.Token), WriteAsync(ending.Token));
            _outgoing.Writer.TryComplete();
            await ending.CancelAsync();
            await ended;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var reader = new P3FrameReader(new P3ReaderOptions { EmitRejected = true });
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken) is > 0 and var count)
            {
                Read(reader, buffer.AsSpan(0, count));
            }
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone, or stopped.
        }
    }

    private void Read(P3FrameReader reader, ReadOnlySpan<byte> bytes)
    {
        while (reader.TryRead(ref bytes, out var frame))
        {
            foreach (var wire in answer(frame))
            {
                Push(wire);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var wire in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                for (var rest = faults.Corrupt(wire, random).AsMemory(); !rest.IsEmpty;)
                {
                    var chunk = rest[..Math.Min(rest.Length, faults.ChunkBytes ?? rest.Length)];
                    var sent = await socket.SendAsync(chunk, SocketFlags.None, cancellationToken);
                    rest = rest[sent..];
                }

                if (faults.Drops(random))
                {
                    Cut();
                    return;
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone, or stopped.
        }
    }
}
