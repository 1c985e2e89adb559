using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A TCP proxy on 127.0.0.1 that misbehaves on demand: latency, small slices, silence in either direction, resets, an end after a
/// number of bytes. Settings may be changed at any time and hold for what passes from then on.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Link, Task> _links = new();
    private readonly Task _accepting;

    private FaultProxy(IPEndPoint target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Added to every piece, in either direction.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Most bytes in one piece; null = as they come.</summary>
    public int? SliceBytes { get; set; }

    /// <summary>Takes bytes from the client and gives them to nobody. The connection stays open.</summary>
    public bool BlackholeToServer { get; set; }

    /// <summary>Takes bytes from the server and gives them to nobody. The connection stays open.</summary>
    public bool BlackholeToClient { get; set; }

    /// <summary>New connections are accepted and reset at once.</summary>
    public bool RefuseConnections { get; set; }

    /// <summary>Resets a connection after so many bytes towards the client; null = never.</summary>
    public long? DropAfterBytesToClient { get; set; }

    public int Connections { get; private set; }

    public int OpenConnections => _links.Count;

    public static FaultProxy To(IPEndPoint target) => new(target);

    /// <summary>Every open connection ends with RST on both sides.</summary>
    public void ResetAll()
    {
        foreach (var link in _links.Keys)
        {
            link.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        ResetAll();
        await _accepting;
        await Task.WhenAll(_links.Values);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                Connections++;
                var link = new Link(this, client);
                var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _links[link] = ServeAsync(link, known.Task);
                known.SetResult();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Link link, Task known)
    {
        await known;
        await link.RunAsync(_stopping.Token);
        _links.TryRemove(link, out _);
    }

    private sealed class Link(FaultProxy proxy, Socket client) : IDisposable
    {
        private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private long _toClientBytes;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            try
            {
                if (proxy.RefuseConnections)
                {
                    return;
                }

                client.NoDelay = true;
                await _server.ConnectAsync(proxy._target, cancellationToken);
                await Task.WhenAny(PumpAsync(client, _server, toClient: false, cancellationToken), PumpAsync(_server, client, toClient: true, cancellationToken));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is not there.
            }
            finally
            {
                Reset();
            }
        }

        public void Dispose() => Reset();

        public void Reset()
        {
            foreach (var socket in new[] { client, _server })
            {
                try
                {
                    socket.LingerState = new LingerOption(true, 0); // RST instead of FIN
                }
                catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
                {
                    // Closed already.
                }

                socket.Dispose();
            }
        }

        private async Task PumpAsync(Socket from, Socket to, bool toClient, CancellationToken cancellationToken)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken) is > 0 and var count)
                {
                    await DeliverAsync(buffer.AsMemory(0, count), to, toClient, cancellationToken);
                }
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone; the link ends.
            }
        }

        private async Task DeliverAsync(ReadOnlyMemory<byte> bytes, Socket to, bool toClient, CancellationToken cancellationToken)
        {
            for (var rest = bytes; !rest.IsEmpty;)
            {
                var piece = rest[..Math.Min(rest.Length, proxy.SliceBytes ?? rest.Length)];
                if (proxy.Latency > TimeSpan.Zero)
                {
                    await Task.Delay(proxy.Latency, cancellationToken);
                }

                if (toClient && proxy.DropAfterBytesToClient is { } limit && _toClientBytes + piece.Length > limit)
                {
                    Reset();
                    return;
                }

                _toClientBytes += toClient ? piece.Length : 0;
                if (!(toClient ? proxy.BlackholeToClient : proxy.BlackholeToServer))
                {
                    await to.SendAsync(piece, SocketFlags.None, cancellationToken);
                }

                rest = rest[piece.Length..];
            }
        }
    }
}
