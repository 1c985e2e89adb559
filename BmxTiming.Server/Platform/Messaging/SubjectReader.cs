using System.Runtime.CompilerServices;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// Reads one subject of a stream in order, from a sequence on, and goes on for ever. Nothing is acknowledged: the
/// position belongs to the reader. A consumer with one filter subject, a name and a short heartbeat recovers within
/// about two seconds from a broker restart; the client library's own ordered consumer is slow on older servers and
/// silent for up to half a minute.
/// </summary>
internal sealed class SubjectReader(Broker broker, ILogger<SubjectReader> logger, TimeProvider time) : ISubjectReader
{
    /// <summary>
    /// Most messages that wait for a reader, each under 1 KiB as a rule. The next half is asked for when half of them is taken: with 250 a
    /// fast reader of a long log stood still between one answer and the next.
    /// </summary>
    private const int MaxWaiting = 2_000;

    private static readonly NatsJSConsumeOpts s_consume = new()
    {
        MaxMsgs = MaxWaiting,
        Expires = TimeSpan.FromSeconds(3),
        IdleHeartbeat = TimeSpan.FromMilliseconds(500),
    };

    private static readonly TimeSpan s_retryPause = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<LogMessage> ReadAsync(
        string stream, string subject, ulong fromSeq, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = Math.Max(1, fromSeq);
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var messages = ConsumeAsync(stream, subject, next, name, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                LogMessage message;
                try
                {
                    if (!await messages.MoveNextAsync())
                    {
                        break;
                    }

                    message = messages.Current;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    yield break;
                }
                catch (Exception e) when (BrokerFailures.IsTransient(e))
                {
                    Log.ReaderInterrupted(logger, subject, e.Message);
                    break;
                }

                if (message.StreamSeq >= next)
                {
                    next = message.StreamSeq + 1;
                    yield return message;
                }
            }

            await Task.Delay(s_retryPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async IAsyncEnumerable<LogMessage> ConsumeAsync(
        string stream, string subject, ulong next, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var consumer = await broker.JetStream.CreateOrUpdateConsumerAsync(
            stream,
            new ConsumerConfig
            {
                Name = $"{name}-{Guid.NewGuid():N}",
                FilterSubject = subject,
                AckPolicy = ConsumerConfigAckPolicy.None,
                DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence,
                OptStartSeq = next,
                MemStorage = true,
                NumReplicas = 1,
                InactiveThreshold = TimeSpan.FromSeconds(30),
            },
            cancellationToken);
        ulong delivered = 0;
        await foreach (var message in consumer.ConsumeAsync<byte[]>(opts: s_consume, cancellationToken: cancellationToken))
        {
            if (DeliveredPlace.Of(message) is not { } place)
            {
                continue;
            }

            // A hole in the consumer's own count means a message was lost on the way: start again behind the last one.
            if (place.ConsumerSeq != ++delivered)
            {
                yield break;
            }

            yield return new LogMessage(message.Subject, place.StreamSeq, message.Data ?? [], message.Headers, place.Pending)
            {
                StoredAt = place.StoredAt,
            };
        }
    }
}
