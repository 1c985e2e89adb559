using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Discovery;

/// <summary>
/// Asks over UDP and collects who answers, or speaks by itself: decoders send their STATUS to this port unasked. Never opens a TCP
/// connection: a decoder has four, and somebody may need them.
/// </summary>
internal sealed class DecoderDiscovery(IPEndPoint listen, IReadOnlyList<IPEndPoint> targets, TimeProvider time)
{
    private const int MaxDatagramBytes = 2048;

    private static readonly TimeSpan AskPeriod = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<FoundDecoder>> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.EnableBroadcast = true;
        // Before asking: some decoders answer to this port whatever port the question came from.
        socket.Bind(listen);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = new DiscoveryAnswers();
        var listening = ListenAsync(socket, answers, ending.Token);
        try
        {
            for (var since = time.GetTimestamp(); time.GetElapsedTime(since) is var elapsed && elapsed < duration;)
            {
                await AskAsync(socket, cancellationToken);
                var rest = duration - elapsed;
                await Task.Delay(rest < AskPeriod ? rest : AskPeriod, time, cancellationToken);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await listening;
        }

        return answers.Found;
    }

    private async Task AskAsync(Socket socket, CancellationToken cancellationToken)
    {
        var gate = new OutgoingFrames(mayChangeDecoder: false);
        foreach (var target in targets)
        {
            foreach (var question in (byte[][])[P3Requests.Version(), P3Requests.Ask(P3Record.Status)])
            {
                try
                {
                    await socket.SendToAsync(gate.Permit(question), SocketFlags.None, target, cancellationToken);
                }
                catch (SocketException)
                {
                    // An interface without a way out; the others are asked all the same.
                    break;
                }
            }
        }
    }

    private static async Task ListenAsync(Socket socket, DiscoveryAnswers answers, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxDatagramBytes];
        var any = new IPEndPoint(IPAddress.Any, 0);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, cancellationToken);
                answers.OnDatagram(buffer.AsSpan(0, received.ReceivedBytes), (IPEndPoint)received.RemoteEndPoint);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
            {
                // Nobody listens at one of the addresses asked.
                continue;
            }
        }
    }
}

/// <summary>Who has been heard, by address and decoder id. Without a network.</summary>
internal sealed class DiscoveryAnswers
{
    /// <summary>More decoders than any track has; the rest is somebody's noise.</summary>
    public const int MaxDecoders = 64;

    private readonly SortedDictionary<string, FoundDecoder> _found = new(StringComparer.Ordinal);

    public IReadOnlyList<FoundDecoder> Found => [.. _found.Values];

    public void OnDatagram(ReadOnlySpan<byte> datagram, IPEndPoint from)
    {
        var reader = new P3FrameReader();
        while (reader.TryRead(ref datagram, out var frame))
        {
            var message = P3Message.Read(frame);
            // Our own question comes back from a broadcast; it names no decoder.
            if (message.DecoderId is { } id)
            {
                Heard(id, message, from);
            }
        }
    }

    private void Heard(uint id, P3Message message, IPEndPoint from)
    {
        var key = $"{from.Address}:{from.Port} {id}";
        if (!_found.TryGetValue(key, out var decoder))
        {
            if (_found.Count == MaxDecoders)
            {
                return;
            }

            decoder = new FoundDecoder(from.ToString(), id);
        }

        _found[key] = message switch
        {
            P3Version version => decoder with { DecoderType = version.DecoderType, Description = version.Description, Version = version.VersionText },
            P3Status status => decoder with { Noise = status.Noise },
            _ => decoder,
        };
    }
}

/// <param name="Address">Where its datagrams came from.</param>
internal sealed record FoundDecoder(
    string Address, uint? DecoderId, int? DecoderType = null, string? Description = null, string? Version = null, int? Noise = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<FoundDecoder>))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;
