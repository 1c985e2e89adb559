using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Support;

/// <summary>The proxy is what other tests rely on: each of its faults is shown to happen, and only that one.</summary>
public sealed class FaultProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy;
    private readonly Socket _client = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Socket _peer = new(SocketType.Stream, ProtocolType.Tcp);

    public FaultProxyTests()
    {
        _server.Start();
        _proxy = FaultProxy.To((IPEndPoint)_server.LocalEndpoint);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _peer.Dispose();
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Without_a_fault_bytes_pass_in_both_directions_and_an_end_is_an_end()
    {
        await ConnectAsync();
        await _client.SendAsync("question"u8.ToArray(), Cancellation);
        Assert.Equal("question"u8.ToArray(), await ReadAsync(_peer, 8));
        await _peer.SendAsync("answer"u8.ToArray(), Cancellation);
        Assert.Equal("answer"u8.ToArray(), await ReadAsync(_client, 6));

        _client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await _peer.ReceiveAsync(new byte[1], Cancellation));
        await _peer.SendAsync("last"u8.ToArray(), Cancellation);
        Assert.Equal("last"u8.ToArray(), await ReadAsync(_client, 4));
    }

    [Fact]
    public async Task Latency_delays_one_direction_and_does_not_add_up()
    {
        await ConnectAsync();
        _proxy.ToServer.Latency = TimeSpan.FromMilliseconds(300);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            await _client.SendAsync(new byte[] { (byte)i }, Cancellation);
        }

        byte[] sent = [.. Enumerable.Range(0, 20).Select(static i => (byte)i)];
        Assert.Equal(sent, await ReadAsync(_peer, 20));
        // Twenty pieces one after the other would take six seconds; timers may be a tick of the system's clock early.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 280, 4000);
    }

    [Fact]
    public async Task Jitter_changes_the_delay_and_never_the_order()
    {
        await ConnectAsync();
        _proxy.ToServer.Jitter = TimeSpan.FromMilliseconds(30);
        var bytes = Enumerable.Range(0, 200).Select(static i => (byte)i).ToArray();
        _proxy.ToServer.SliceBytes = 1;
        await _client.SendAsync(bytes, Cancellation);

        Assert.Equal(bytes, await ReadAsync(_peer, bytes.Length));
    }

    [Fact]
    public async Task A_narrow_line_takes_its_time()
    {
        await ConnectAsync();
        _proxy.ToServer.BytesPerSecond = 10_000;
        var start = Stopwatch.GetTimestamp();
        await _client.SendAsync(new byte[5000], Cancellation);
        await ReadAsync(_peer, 5000);

        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(470));
    }

    [Fact]
    public async Task Slices_are_as_small_as_asked_for()
    {
        await ConnectAsync();
        _proxy.ToServer.SliceBytes = 3;
        _proxy.ToServer.Latency = TimeSpan.FromMilliseconds(20);
        await _client.SendAsync("abcdefgh"u8.ToArray(), Cancellation);

        // Whatever the kernel joins together again, it joins whole slices.
        Assert.True(await _peer.ReceiveAsync(new byte[8], Cancellation) is 3 or 6 or 8);
    }

    [Fact]
    public async Task A_blackhole_swallows_bytes_and_the_end_and_the_line_heals()
    {
        await ConnectAsync();
        _proxy.ToServer.Blackhole = true;
        await _client.SendAsync("lost"u8.ToArray(), Cancellation);
        await _peer.SendAsync("heard"u8.ToArray(), Cancellation);
        Assert.Equal("heard"u8.ToArray(), await ReadAsync(_client, 5));
        await Eventually.HoldsAsync(() => _proxy.ToServer.SwallowedBytes == 4, Patience, () => $"{_proxy.ToServer.SwallowedBytes} bytes");

        _proxy.ToServer.Blackhole = false;
        await _client.SendAsync("found"u8.ToArray(), Cancellation);
        Assert.Equal("found"u8.ToArray(), await ReadAsync(_peer, 5));

        _proxy.Blackhole = true;
        _client.Shutdown(SocketShutdown.Send);
        using var silence = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _peer.ReceiveAsync(new byte[1], silence.Token));
    }

    [Fact]
    public async Task A_reset_is_seen_as_one_by_both_sides()
    {
        await ConnectAsync();
        _proxy.ResetAll();

        await AssertResetAsync(_client);
        await AssertResetAsync(_peer);
        await Eventually.HoldsAsync(() => _proxy.OpenConnections == 0, Patience, () => $"{_proxy.OpenConnections} open");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_drops_after_so_many_bytes_in_one_direction(bool toServer)
    {
        await ConnectAsync();
        var (from, to) = toServer ? (_client, _peer) : (_peer, _client);
        (toServer ? _proxy.ToServer : _proxy.ToClient).DropAfterBytes = 5;
        await to.SendAsync("0123456789"u8.ToArray(), Cancellation);
        Assert.Equal(10, (await ReadAsync(from, 10)).Length);
        await from.SendAsync("abcdefgh"u8.ToArray(), Cancellation);

        // RST may overtake what was passed on before it; more than that never arrives.
        var got = await ReadToEndAsync(to);
        Assert.True("abcde"u8.StartsWith(got.AsSpan()), $"{got.Length} bytes");
        await AssertResetAsync(from);
    }

    [Fact]
    public async Task Refused_connections_are_reset_and_counted()
    {
        _proxy.RefuseConnections = true;
        // The reset may overtake the end of the connect.
        var failure = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            await _client.ConnectAsync(_proxy.EndPoint, Cancellation);
            await _client.ReceiveAsync(new byte[1], Cancellation);
        });

        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        Assert.Equal(1, _proxy.Connections);
        Assert.False(_server.Pending());
    }

    private async Task ConnectAsync()
    {
        await _client.ConnectAsync(_proxy.EndPoint, Cancellation);
        _peer.Dispose();
        _peer = await _server.AcceptSocketAsync(Cancellation);
        _peer.NoDelay = true;
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(got), patience.Token);
            Assert.True(read > 0, $"ended after {got} of {count} bytes");
            got += read;
        }

        return bytes;
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        var all = new List<byte>();
        var bytes = new byte[64];
        try
        {
            while (await socket.ReceiveAsync(bytes, Cancellation) is > 0 and var read)
            {
                all.AddRange(bytes[..read]);
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // As expected: what came before it counts.
        }

        return [.. all];
    }

    private static async Task AssertResetAsync(Socket socket)
    {
        var failure = await Assert.ThrowsAsync<SocketException>(async () => await socket.ReceiveAsync(new byte[1], Cancellation));
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
    }
}
