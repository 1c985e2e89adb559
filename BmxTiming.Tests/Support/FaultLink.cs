using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace BmxTiming.Tests.Support;

/// <summary>One connection through a <see cref="FaultProxy"/>: two pumps that read, wait and pass on.</summary>
internal sealed class FaultLink(Socket client, LineFaults toServer, LineFaults toClient, Func<double> random) : IDisposable
{
    /// <summary>Pieces under way in one direction. When it is full the proxy does not read on, as a full line would not.</summary>
    private const int MaxPieces = 256;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task RunAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(target, cancellationToken);
            await Task.WhenAll(
                PumpAsync(client, _server, toServer, cancellationToken),
                PumpAsync(_server, client, toClient, cancellationToken));
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is not there.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Ends both sides with RST instead of FIN: what is under way is gone.</summary>
    public void Reset()
    {
        foreach (var socket in new[] { client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // Closed already.
            }

            socket.Dispose();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, LineFaults faults, CancellationToken cancellationToken)
    {
        var line = Channel.CreateBounded<Piece>(MaxPieces);
        var delivering = DeliverAsync(line, to, faults, cancellationToken);
        try
        {
            await ReadAsync(from, line.Writer, faults, cancellationToken);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or ChannelClosedException)
        {
            Reset(); // a broken side breaks the other, as if there were no proxy
        }
        finally
        {
            line.Writer.TryComplete();
        }

        await delivering;
    }

    private async Task ReadAsync(Socket from, ChannelWriter<Piece> line, LineFaults faults, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var lineFree = 0L;
        while (await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken) is > 0 and var count)
        {
            var arrived = Stopwatch.GetTimestamp();
            for (var at = 0; at < count;)
            {
                var size = Math.Min(count - at, faults.SliceBytes ?? count);
                var due = Math.Max(lineFree, arrived + Ticks(faults.Latency + (faults.Jitter * random())));
                lineFree = due + (faults.BytesPerSecond is { } rate ? Stopwatch.Frequency * size / rate : 0);
                await line.WriteAsync(new Piece(buffer[at..(at + size)], lineFree), cancellationToken);
                at += size;
            }
        }
    }

    private async Task DeliverAsync(Channel<Piece> line, Socket to, LineFaults faults, CancellationToken cancellationToken)
    {
        var passed = 0L;
        try
        {
            await foreach (var piece in line.Reader.ReadAllAsync(cancellationToken))
            {
                if (piece.Due - Stopwatch.GetTimestamp() is > 0 and var wait)
                {
                    await Task.Delay(TimeSpan.FromSeconds((double)wait / Stopwatch.Frequency), cancellationToken);
                }

                if (faults.Blackhole)
                {
                    faults.Swallow(piece.Bytes.Length);
                    continue;
                }

                var left = faults.DropAfterBytes is { } limit ? Math.Max(0, limit - passed) : long.MaxValue;
                passed += await to.SendAsync(piece.Bytes.AsMemory(0, (int)Math.Min(piece.Bytes.Length, left)), SocketFlags.None, cancellationToken);
                if (piece.Bytes.Length >= left)
                {
                    Reset();
                    return;
                }
            }

            if (!faults.Blackhole)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            Reset();
        }
        finally
        {
            line.Writer.TryComplete(); // nobody reads any more: the other half must not wait for room
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <param name="Due">Timestamp at which it may be passed on.</param>
    private readonly record struct Piece(byte[] Bytes, long Due);
}
