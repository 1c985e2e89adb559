using System.Net.Sockets;
using BmxTiming.TrackClient.Capture;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>One TCP connection to a decoder: what it says goes into the session and on to the spool, what the session asks goes out.</summary>
internal sealed class DecoderConnection(Socket socket, DecoderOptions options, BootClock clock)
{
    private const int ReadBytes = 16 * 1024;

    private readonly OutgoingFrames _outgoing = new(options.MayChangeDecoder);

    /// <summary>Runs until the connection ends or <paramref name="watch"/> gives a reason to end it.</summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(DecoderSession session, CaptureQueue queue, Func<string?> watch, CancellationToken stoppingToken)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var timer = new PeriodicTimer(DecoderOptions.TickPeriod, clock.Time);
        var buffer = new byte[ReadBytes];
        try
        {
            var read = socket.ReceiveAsync(buffer, SocketFlags.None, closing.Token).AsTask();
            var tick = timer.WaitForNextTickAsync(closing.Token).AsTask();
            while (true)
            {
                await SendAsync(session, closing.Token);
                await Task.WhenAny(read, tick);
                if (read.IsCompleted)
                {
                    var count = await read;
                    if (count == 0)
                    {
                        return "closed by the decoder";
                    }

                    session.OnBytes(buffer.AsSpan(0, count), clock.NowUs, clock.MonotonicUs);
                    await StoreAsync(session, queue);
                    read = socket.ReceiveAsync(buffer, SocketFlags.None, closing.Token).AsTask();
                }

                if (tick.IsCompleted)
                {
                    await tick;
                    session.OnTick(clock.NowUs, clock.MonotonicUs);
                    await StoreAsync(session, queue);
                    if (watch() is { } reason)
                    {
                        return reason;
                    }

                    tick = timer.WaitForNextTickAsync(closing.Token).AsTask();
                }
            }
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode.ToString();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return "stopped";
        }
        finally
        {
            await closing.CancelAsync();
        }
    }

    /// <summary>Bytes that were read are captured even when the connection is being closed.</summary>
    public static async Task StoreAsync(DecoderSession session, CaptureQueue queue)
    {
        foreach (var message in session.TakeCaptured())
        {
            await queue.AddAsync(message, CancellationToken.None);
        }
    }

    private async Task SendAsync(DecoderSession session, CancellationToken cancellationToken)
    {
        foreach (var request in session.TakeRequests())
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(options.SendTimeout);
            try
            {
                await socket.SendAsync(_outgoing.Permit(request), SocketFlags.None, timeout.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }
        }
    }
}
