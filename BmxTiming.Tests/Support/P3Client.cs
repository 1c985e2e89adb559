using System.Net;
using System.Net.Sockets;
using BmxTiming.Protocol.P3;

namespace BmxTiming.Tests.Support;

/// <summary>The smallest possible client of a decoder: sends bytes, reads messages.</summary>
internal sealed class P3Client : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly P3FrameReader _reader = new();
    private readonly Queue<P3Message> _messages = new();
    private readonly byte[] _buffer = new byte[4096];

    public P3Counters Counters => _reader.Counters;

    public List<byte> Received { get; } = [];

    public static async Task<P3Client> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var client = new P3Client();
        await client._socket.ConnectAsync(endPoint, cancellationToken);
        return client;
    }

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken) =>
        await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken);

    /// <summary>The next message of this type, others skipped; null when the decoder closes the connection.</summary>
    public async Task<T?> NextAsync<T>(CancellationToken cancellationToken, Func<T, bool>? where = null)
        where T : P3Message
    {
        while (true)
        {
            while (_messages.TryDequeue(out var message))
            {
                if (message is T wanted && (where is null || where(wanted)))
                {
                    return wanted;
                }
            }

            var count = await ReceiveAsync(cancellationToken);
            if (count == 0)
            {
                return null;
            }

            Received.AddRange(_buffer.AsSpan(0, count));
            Read(_buffer.AsSpan(0, count));
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(_buffer, SocketFlags.None, cancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        while (_reader.TryRead(ref bytes, out var frame))
        {
            _messages.Enqueue(P3Message.Read(frame, _reader.Counters));
        }
    }
}
