using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BmxTiming.Protocol.P3;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>
/// The network side of a simulated decoder: TCP, at most four clients as real ones, everything pushed to all of them. A fifth
/// connection is closed at once.
/// </summary>
internal sealed class DecoderServer(IPEndPoint listen, int maxClients, int? chunkBytes, SimulatedDecoder decoder, SimClock clock, ILogger log)
    : IAsyncDisposable
{
    private readonly TcpListener _listener = new(listen);
    private readonly ConcurrentDictionary<SimulatedClient, Task> _clients = new();
    private readonly Lock _decoderGate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstClient = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _accepting = Task.CompletedTask;

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int Clients => _clients.Count;

    /// <summary>Ends when somebody listens for the first time.</summary>
    public Task FirstClient => _firstClient.Task;

    public void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
        log.SimulatorListens(EndPoint.ToString());
    }

    /// <summary>Makes a frame and gives it to every client; one that does not read is disconnected rather than waited for.</summary>
    public void Broadcast(Func<SimulatedDecoder, byte[]> make)
    {
        lock (_decoderGate)
        {
            var wire = make(decoder);
            foreach (var client in _clients.Keys)
            {
                client.Push(wire);
            }
        }
    }

    /// <summary>As <see cref="Broadcast"/>, at the pace of the slowest reader.</summary>
    public async Task BroadcastPacedAsync(Func<SimulatedDecoder, byte[]> make, CancellationToken cancellationToken)
    {
        byte[] wire;
        SimulatedClient[] clients;
        lock (_decoderGate)
        {
            wire = make(decoder);
            clients = [.. _clients.Keys];
        }

        foreach (var client in clients)
        {
            await client.PushPacedAsync(wire, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_clients.Values);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                if (_clients.Count >= maxClients)
                {
                    log.SimulatorRefused(maxClients);
                    socket.Dispose();
                    continue;
                }

                socket.NoDelay = true;
                var client = new SimulatedClient(socket, chunkBytes, Answer);
                // Under the lock a frame is either made before this client is there, or pushed to it.
                var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_decoderGate)
                {
                    _clients[client] = ServeAsync(client, known.Task);
                }

                known.SetResult();

                _firstClient.TrySetResult();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException
            && _stopping.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(SimulatedClient client, Task known)
    {
        await known;
        await client.RunAsync(_stopping.Token);
        _clients.TryRemove(client, out _);
    }

    private IReadOnlyList<byte[]> Answer(in P3Frame request)
    {
        lock (_decoderGate)
        {
            return decoder.Answer(request, clock.NowUs);
        }
    }
}
