using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;

namespace BmxTiming.Tests.Support;

/// <summary>A client of the live socket that reads only when it is told to; its kernel buffers little.</summary>
internal sealed class RawLiveClient : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly WebSocket _socket;

    private RawLiveClient(TcpClient tcp, WebSocket socket)
    {
        _tcp = tcp;
        _socket = socket;
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<RawLiveClient> ConnectAsync(Uri origin, string query, CancellationToken cancellationToken)
    {
        var tcp = new TcpClient { ReceiveBufferSize = 4096 };
        await tcp.ConnectAsync(origin.Host, origin.Port, cancellationToken);
        var stream = tcp.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /ws/v1/live?{query} HTTP/1.1\r\nHost: {origin.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {LiveSubprotocols.V1}\r\n\r\n"),
            cancellationToken);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            head.Append((char)one[0]);
        }

        Xunit.Assert.StartsWith("HTTP/1.1 101 ", head.ToString(), StringComparison.Ordinal);
        return new RawLiveClient(tcp, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false }));
    }

    /// <summary>Everything up to the close, or to the end of the connection.</summary>
    public Task<IReadOnlyList<LiveFrame>> ReadToEndAsync(CancellationToken cancellationToken) =>
        ReadUntilAsync(_ => false, cancellationToken);

    public async Task<IReadOnlyList<LiveFrame>> ReadUntilAsync(Predicate<LiveFrame> isLast, CancellationToken cancellationToken)
    {
        var frames = new List<LiveFrame>();
        var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return frames;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    frames.Add(JsonSerializer.Deserialize(message.ToArray(), WireJson.Default.LiveFrame)!);
                    message.SetLength(0);
                    if (isLast(frames[^1]))
                    {
                        return frames;
                    }
                }
            }
        }
        catch (WebSocketException)
        {
            // Cut without a close frame; what came is kept.
            return frames;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _tcp.Dispose();
    }
}
