using System.Net;
using System.Net.Sockets;
using BmxTiming.Protocol.P3;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>The UDP side of a simulated decoder: whoever asks is answered, which is how decoders are found.</summary>
internal sealed class DiscoveryResponder(IPEndPoint listen, AnswerRequest answer, ILogger log) : IDisposable
{
    private const int MaxDatagramBytes = 1472;

    private readonly Socket _socket = new(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

    public IPEndPoint? EndPoint => (IPEndPoint?)_socket.LocalEndPoint;

    /// <summary>False when the port is taken: the decoder works all the same, it is only not found.</summary>
    public bool TryBind()
    {
        try
        {
            _socket.Bind(listen);
            return true;
        }
        catch (SocketException failure)
        {
            log.SimulatorDeaf(failure.SocketErrorCode.ToString());
            return false;
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxDatagramBytes];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), cancellationToken);
                foreach (var wire in Answer(buffer.AsSpan(0, received.ReceivedBytes)))
                {
                    await _socket.SendToAsync(wire, SocketFlags.None, received.RemoteEndPoint, cancellationToken);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    public void Dispose() => _socket.Dispose();

    private List<byte[]> Answer(ReadOnlySpan<byte> datagram)
    {
        // A datagram is whole or not there: no reader lives longer than one.
        var reader = new P3FrameReader();
        var answers = new List<byte[]>();
        while (reader.TryRead(ref datagram, out var frame))
        {
            answers.AddRange(answer(frame));
        }

        return answers;
    }
}
