using System.Net;
using System.Net.Sockets;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>
/// One address in front of the replicas of a resource: each connection goes to the next healthy instance, or, when none is
/// healthy, to the next of all (an instance that is only slow is better than a refusal). Bytes pass untouched, so WebSockets work.
/// </summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private const int BufferBytes = 32 * 1024;
    private const int MaxConnections = 4096;

    private readonly TcpListener listener;
    private readonly IReadOnlyList<int> ports;
    private readonly Func<int, bool> isHealthy;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim connections = new(MaxConnections);
    private readonly Task accepting;
    private int next = -1;

    /// <param name="port">Where to listen.</param>
    /// <param name="ports">The ports of the instances.</param>
    /// <param name="isHealthy">Tells of an instance, by its index, whether it is healthy now.</param>
    public Forwarder(int port, IReadOnlyList<int> ports, Func<int, bool> isHealthy)
    {
        this.ports = ports;
        this.isHealthy = isHealthy;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
    }

    /// <summary>The instances to try for one connection, best first.</summary>
    internal IReadOnlyList<int> Candidates()
    {
        var first = (int)((uint)Interlocked.Increment(ref next) % (uint)ports.Count);
        var turn = Enumerable.Range(0, ports.Count).Select(i => (first + i) % ports.Count).ToArray();
        return [.. turn.Where(isHealthy), .. turn.Where(index => !isHealthy(index))];
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await connections.WaitAsync(stopping.Token);
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                _ = ServeAsync(client); // Ends by itself: when either side closes, or at the stop.
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (!stopping.IsCancellationRequested)
            {
                connections.Release(); // A client that left before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var target = await ConnectAsync())
            {
                if (target is null)
                {
                    return;
                }

                client.NoDelay = target.NoDelay = true;
                await Task.WhenAll(CopyAsync(client, target), CopyAsync(target, client));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side broke off; the other sees its connection close.
        }
        finally
        {
            connections.Release();
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        foreach (var index in Candidates())
        {
            var target = new TcpClient();
            try
            {
                await target.ConnectAsync(IPAddress.Loopback, ports[index], stopping.Token);
                return target;
            }
            catch (SocketException)
            {
                target.Dispose(); // Down: the next one.
            }
        }

        return null;
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), BufferBytes, stopping.Token);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A reset on one side is a reset on the other: a half-open pair would look alive for ever.
            to.Client?.Close(0);
            from.Client?.Close(0);
        }
    }
}
