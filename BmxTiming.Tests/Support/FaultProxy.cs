using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A TCP proxy on 127.0.0.1 that misbehaves on demand, in each direction for itself: latency, jitter, a narrow line, small slices,
/// silence, an end after a number of bytes, resets. Settings may be changed while connections run.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly Random _random;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<FaultLink, Task> _links = new();
    private readonly Task _accepting;

    private FaultProxy(IPEndPoint target, int seed)
    {
        _target = target;
        _random = new Random(seed);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public LineFaults ToServer { get; } = new();

    public LineFaults ToClient { get; } = new();

    /// <summary>New connections are accepted and reset at once.</summary>
    public bool RefuseConnections { get; set; }

    /// <summary>Sets <see cref="LineFaults.Latency"/> of both directions.</summary>
    public TimeSpan Latency
    {
        set => ToServer.Latency = ToClient.Latency = value;
    }

    /// <summary>Sets <see cref="LineFaults.SliceBytes"/> of both directions.</summary>
    public int? SliceBytes
    {
        set => ToServer.SliceBytes = ToClient.SliceBytes = value;
    }

    /// <summary>Sets <see cref="LineFaults.Blackhole"/> of both directions: the cable is cut, and nobody is told.</summary>
    public bool Blackhole
    {
        set => ToServer.Blackhole = ToClient.Blackhole = value;
    }

    /// <summary>Connections accepted so far.</summary>
    public int Connections { get; private set; }

    public int OpenConnections => _links.Count;

    /// <param name="target">Where connections go.</param>
    /// <param name="seed">Of the jitter.</param>
    public static FaultProxy To(IPEndPoint target, int seed = 1) => new(target, seed);

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
                var link = new FaultLink(client, ToServer, ToClient, NextRandom);
                if (RefuseConnections)
                {
                    link.Reset();
                    continue;
                }

                var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _links[link] = ServeAsync(link, known.Task);
                known.SetResult();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException
            || (ended is InvalidOperationException && _stopping.IsCancellationRequested))
        {
            // Stopped; between two connections the listener says that it does not listen.
        }
    }

    private async Task ServeAsync(FaultLink link, Task known)
    {
        await known;
        await link.RunAsync(_target, _stopping.Token);
        _links.TryRemove(link, out _);
    }

    private double NextRandom()
    {
        lock (_random)
        {
            return _random.NextDouble();
        }
    }
}
