using System.Net.WebSockets;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Tests.Support;

/// <summary>A frame with the moment it could be seen.</summary>
internal sealed record SeenFrame(LiveFrame Frame, Micros SeenUs);

/// <summary>A client of the live socket that keeps what it receives.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SeenFrame> _frames = [];
    private readonly List<string> _texts = [];
    private Task _receiving = Task.CompletedTask;

    /// <summary>What arrived so far, in order.</summary>
    public IReadOnlyList<SeenFrame> Frames
    {
        get
        {
            lock (_frames)
            {
                return [.. _frames];
            }
        }
    }

    /// <summary>The same, as it came over the wire.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_frames)
            {
                return [.. _texts];
            }
        }
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>Ends when the connection does.</summary>
    public Task Ended => _receiving;

    /// <summary>What arrived so far, without the moment it came.</summary>
    public IReadOnlyList<LiveFrame> Received => [.. Frames.Select(seen => seen.Frame)];

    /// <param name="origin">Where the gateway is.</param>
    /// <param name="query">Everything behind the question mark.</param>
    /// <param name="cancellationToken">Ends the connecting.</param>
    /// <param name="token">Offered as a subprotocol, as browsers do.</param>
    public static async Task<LiveSocket> ConnectAsync(Uri origin, string query, CancellationToken cancellationToken, string? token = null)
    {
        var live = new LiveSocket();
        live._socket.Options.AddSubProtocol(LiveSubprotocols.V1);
        if (token is not null)
        {
            live._socket.Options.AddSubProtocol(LiveSubprotocols.TokenPrefix + token);
        }

        live._socket.Options.SetRequestHeader("Origin", origin.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(origin) { Scheme = "ws", Path = "/ws/v1/live", Query = query };
        await live._socket.ConnectAsync(address.Uri, cancellationToken);
        live._receiving = live.ReceiveAsync();
        return live;
    }

    public Task SendTextAsync(string text, CancellationToken cancellationToken) =>
        _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellationToken);

    public Task SendBytesAsync(byte[] bytes, CancellationToken cancellationToken) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, cancellationToken);

    public Task SendAsync(LiveClientFrame frame, CancellationToken cancellationToken) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(frame, WireJson.Default.LiveClientFrame), WebSocketMessageType.Text, true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                {
                    continue;
                }

                var bytes = message.ToArray();
                var frame = JsonSerializer.Deserialize(bytes, WireJson.Default.LiveFrame)!;
                message.SetLength(0);
                lock (_frames)
                {
                    _texts.Add(System.Text.Encoding.UTF8.GetString(bytes));
                    _frames.Add(new SeenFrame(frame, Micros.Now(TimeProvider.System)));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The test ended, or the server went away; what arrived is kept.
        }
    }
}
