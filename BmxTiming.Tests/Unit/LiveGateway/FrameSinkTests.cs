using System.Net.WebSockets;
using System.Text;
using BmxTiming.Server.LiveGateway.Http;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class FrameSinkTests
{
    /// <summary>The three forms of a length in a WebSocket header, and their edges.</summary>
    [Fact]
    public async Task Frames_of_every_size_are_read_back_by_the_frameworks_WebSocket()
    {
        int[] sizes = [2, 125, 126, 127, 65_535, 65_536, 200_000];
        using var frames = new WebSocketFrames();
        foreach (var size in sizes)
        {
            frames.Write(Encoding.ASCII.GetBytes(new string('x', size)), null);
        }

        frames.Write("{\"prev_seq\":"u8, 9_007_199_254_740_993, ",\"seq\":1}"u8, 1);
        frames.WriteClose(4408);
        using var socket = WebSocket.CreateFromStream(
            new MemoryStream(frames.Written.ToArray()), new WebSocketCreationOptions { IsServer = false });

        foreach (var size in sizes)
        {
            Assert.Equal(size, (await ReadAsync(socket)).Length);
        }

        Assert.Equal("{\"prev_seq\":9007199254740993,\"seq\":1}", await ReadAsync(socket));
        var buffer = new byte[16];
        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)).MessageType);
        Assert.Equal(4408, (int?)socket.CloseStatus);
    }

    [Fact]
    public void Server_sent_events_carry_the_place_to_resume_at()
    {
        var frames = new ServerSentFrames();
        frames.Write("{\"prev_seq\":"u8, 4, "}"u8, 5);
        frames.Write("{\"kind\":\"heartbeat\"}"u8, null);
        Assert.Equal("id: 5\ndata: {\"prev_seq\":4}\n\ndata: {\"kind\":\"heartbeat\"}\n\n", Encoding.UTF8.GetString(frames.Written.Span));
    }

    private static async Task<string> ReadAsync(WebSocket socket)
    {
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return Encoding.ASCII.GetString(message.ToArray());
            }
        }
    }
}
