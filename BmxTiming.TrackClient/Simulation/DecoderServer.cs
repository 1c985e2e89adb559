using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BmxTiming.Protocol.P3;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>
/// The network side of a simulated decoder: TCP, at most four clients as real ones, everything pushed to all of them. A fifth
/// connection is closed at once.
/// </summary>
internal sealed class DecoderServer(DecoderServerOptions options, SimulatedDecoder decoder, SimClock clock, ILogger log) : IAsyncDisposable
{
    /// <summary>Keeps a listener's backlog out of the seeds of the lines.</summary>
    private const ulong LineStream = 0x4C49_4E45;

    private readonly TcpListener _listener = new(options.Listen);
    private readonly ConcurrentDictionary<SimulatedClient, Task> _clients = new();
    private readonly Lock _decoderGate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstClient = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _accepting = Task.CompletedTask;
    private DiscoveryResponder? _discovery;
    private Task _answering = Task.CompletedTask;
    private ulong _connections;
    private volatile bool _refusing;

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Where discovery is answered; null where it is not.</summary>
    public IPEndPoint? DiscoveryEndPoint => _discovery?.EndPoint;

    public int Clients => _clients.Count;

    /// <summary>Ends when somebody listens for the first time.</summary>
    public Task FirstClient => _firstClient.Task;

    public void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
        var discovery = new DiscoveryResponder(new IPEndPoint(options.Listen.Address, options.UdpPort ?? EndPoint.Port), Answer, log);
        if (discovery.TryBind())
        {
            _discovery = discovery;
            _answering = discovery.RunAsync(_stopping.Token);
        }
        else
        {
            discovery.Dispose();
        }

        log.SimulatorListens(EndPoint.ToString());
    }

    /// <summary>Makes a frame and gives it to every client; one that does not read is disconnected rather than waited for.</summary>
    public void Broadcast(Func<SimulatedDecoder, byte[]> make, Delivery delivery = Delivery.Once)
    {
        lock (_decoderGate)
        {
            var wire = make(decoder);
            for (var times = delivery switch { Delivery.Once => 1, Delivery.Twice => 2, _ => 0 }; times > 0; times--)
            {
                foreach (var client in _clients.Keys)
                {
                    client.Push(wire);
                }
            }
        }
    }

    /// <summary>Does something to the decoder while it says nothing.</summary>
    public void Change(Action<SimulatedDecoder> change)
    {
        lock (_decoderGate)
        {
            change(decoder);
        }
    }

    /// <summary>Breaks all connections.</summary>
    /// <param name="takeNew">False: new ones are closed at once, until <see cref="TakeConnections"/>.</param>
    public void CutConnections(bool takeNew)
    {
        _refusing = !takeNew;
        foreach (var client in _clients.Keys)
        {
            client.Cut();
        }
    }

    public void TakeConnections() => _refusing = false;

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
        await _answering;
        _discovery?.Dispose();
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
                if (_refusing)
                {
                    socket.Dispose();
                    continue;
                }

                if (_clients.Count >= options.MaxClients)
                {
                    log.SimulatorRefused(options.MaxClients);
                    socket.Dispose();
                    continue;
                }

                socket.NoDelay = true;
                var client = new SimulatedClient(socket, options.Faults, SplitMix64.Of(options.Seed, LineStream, ++_connections), Answer);
                // Under the lock a frame is either made before this client is there, or pushed to it.
                var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_decoderGate)
                {
                    if (options.SaysHello)
                    {
                        client.Push(decoder.Hello());
                    }

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

/// <param name="UdpPort">Port of discovery; null = the number of the TCP port.</param>
/// <param name="SaysHello">The undocumented record comes first on every connection.</param>
internal sealed record DecoderServerOptions(
    IPEndPoint Listen, int MaxClients = 4, WireFaults? Line = null, ulong Seed = 1, int? UdpPort = null, bool SaysHello = false)
{
    public WireFaults Faults => Line ?? WireFaults.None;
}
