using System.Runtime.CompilerServices;
using BmxTiming.Server.Platform.Messaging;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Tests.Simulation;

/// <summary>What one process reaches the broker by. While the broker is away, requests fail as soon as they arrive.</summary>
internal class BrokerLink(VirtualNet net, SimulatedBroker broker, ProcessLife life, Random random) : IBroker, ISubjectReader
{
    private const int MaxMessagesAtOnce = 6;

    /// <summary>The last message that the present reader has, or that is on its way to it; 0 = none.</summary>
    public ulong GivenSeq { get; private set; }

    public bool HasAtomicPublish => broker.HasAtomicPublish;

    public bool HasChains => broker.HasChains;

    protected SimulatedBroker Broker => broker;

    public Task<LogMessage?> LastAsync(string stream, string subject, CancellationToken cancellationToken) =>
        CallAsync(() => broker.Stream(stream).Last, cancellationToken);

    public Task<StreamBounds> BoundsAsync(string stream, CancellationToken cancellationToken) =>
        CallAsync(() => new StreamBounds(broker.Created, 1, broker.Stream(stream).LastSeq), cancellationToken);

    public virtual Task<PubAckResponse> PublishBehindAsync(
        string subject, OutgoingMessage message, ulong lastSubjectSeq, CancellationToken cancellationToken) =>
        CallAsync(() => broker.StreamOf(subject).Append(message, lastSubjectSeq), cancellationToken);

    public virtual Task<PubAckResponse> PublishBatchBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken) =>
        CallAsync(() => broker.StreamOf(subject).AppendBatch(messages, lastSubjectSeq), cancellationToken);

    public virtual Task<IReadOnlyList<PubAckResponse>> PublishChainBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken)
    {
        PubAckResponse AppendAt(int i) => AppendLink(broker.StreamOf(subject), messages, i, lastSubjectSeq);

        // One connection keeps the order. Whoever sends again what stayed behind does not.
        return random.Next(2) == 0
            ? CallAsync<IReadOnlyList<PubAckResponse>>(() => [.. Enumerable.Range(0, messages.Count).Select(AppendAt)], cancellationToken)
            : EachAsync();

        async Task<IReadOnlyList<PubAckResponse>> EachAsync() =>
            await Task.WhenAll(Enumerable.Range(0, messages.Count).Select(i => CallAsync(() => AppendAt(i), cancellationToken)));
    }

    /// <summary>One message of a chain arrives.</summary>
    protected virtual PubAckResponse AppendLink(SimulatedStream stream, IReadOnlyList<OutgoingMessage> chain, int i, ulong lastSubjectSeq) =>
        i == 0 ? stream.Append(chain[0], lastSubjectSeq) : stream.AppendDirectlyBehind(chain[i], chain[i - 1].MessageId);

    public Task PublishAsync(
        string subject, ReadOnlyMemory<byte> body, string? messageId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        var id = messageId ?? broker.NewId();
        return CallAsync(() => broker.StreamOf(subject).Append(new OutgoingMessage(id, body, headers), null), cancellationToken);
    }

    public Task<byte[]?> ReadValueAsync(string bucket, string key, CancellationToken cancellationToken) =>
        CallAsync(() => broker.Value($"{bucket}/{key}"), cancellationToken);

    public Task WriteValueAsync(string bucket, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        CallAsync(() => broker.Save($"{bucket}/{key}", value.ToArray()), cancellationToken);

    public async IAsyncEnumerable<LogMessage> ReadAsync(
        string stream, string subject, ulong fromSeq, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = Math.Max(1, fromSeq);
        GivenSeq = 0;
        while (true)
        {
            IReadOnlyList<LogMessage> messages;
            try
            {
                messages = await net.CallAsync(
                    life, () => broker.IsUp && broker.Stream(stream).Has(next), () => Give(stream, next), cancellationToken);
            }
            catch (TimeoutException)
            {
                GivenSeq = 0; // the answer is lost
                continue; // as the real reader: begins again behind the last one
            }

            foreach (var message in messages.Where(message => message.StreamSeq >= next))
            {
                next = message.StreamSeq + 1;
                yield return message;
            }
        }
    }

    protected Task<T> CallAsync<T>(Func<T> execute, CancellationToken cancellationToken) => net.CallAsync(
        life, static () => true, () => broker.IsUp ? execute() : throw new IOException("the broker is away"), cancellationToken);

    private IReadOnlyList<LogMessage> Give(string stream, ulong fromSeq)
    {
        var messages = broker.Stream(stream).From(fromSeq, random.Next(1, MaxMessagesAtOnce));
        GivenSeq = messages.Count == 0 ? GivenSeq : Math.Max(GivenSeq, messages[^1].StreamSeq);
        return messages;
    }
}
