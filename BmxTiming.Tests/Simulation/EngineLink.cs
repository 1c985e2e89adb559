using System.Text;
using BmxTiming.Server.Platform.Messaging;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Tests.Simulation;

/// <summary>An engine's way to the broker, with the flaws that sit in it.</summary>
internal sealed class EngineLink(TrackWorld world, ProcessLife life) : BrokerLink(world.Net, world.Broker, life, world.Random)
{
    public override Task<PubAckResponse> PublishBehindAsync(
        string subject, OutgoingMessage message, ulong lastSubjectSeq, CancellationToken cancellationToken) => world.Flaw switch
        {
            Flaw.EngineWithoutFence => CallAsync(() => Broker.StreamOf(subject).Append(message, null), cancellationToken),
            Flaw.RandomIds => base.PublishBehindAsync(subject, WithRandomId(message), lastSubjectSeq, cancellationToken),
            _ => base.PublishBehindAsync(subject, message, lastSubjectSeq, cancellationToken),
        };

    public override Task<IReadOnlyList<PubAckResponse>> PublishChainBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken) =>
        base.PublishChainBehindAsync(
            subject, world.Flaw == Flaw.RandomIds ? [.. messages.Select(WithRandomId)] : messages, lastSubjectSeq, cancellationToken);

    public override Task<PubAckResponse> PublishBatchBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken) => world.Flaw switch
        {
            Flaw.EngineWithoutFence => CallAsync(() => Broker.StreamOf(subject).AppendBatch(messages, null), cancellationToken),
            Flaw.RandomIds => base.PublishBatchBehindAsync(subject, [.. messages.Select(WithRandomId)], lastSubjectSeq, cancellationToken),
            _ => base.PublishBatchBehindAsync(subject, messages, lastSubjectSeq, cancellationToken),
        };

    protected override PubAckResponse AppendLink(
        SimulatedStream stream, IReadOnlyList<OutgoingMessage> chain, int i, ulong lastSubjectSeq) => world.Flaw switch
        {
            Flaw.EngineWithoutFence => stream.Append(chain[i], null),
            _ => base.AppendLink(stream, chain, i, lastSubjectSeq),
        };

    private OutgoingMessage WithRandomId(OutgoingMessage message)
    {
        var bytes = new byte[16];
        world.Random.NextBytes(bytes);
        var id = new Guid(bytes).ToString();
        var body = Encoding.UTF8.GetString(message.Data.Span).Replace(message.MessageId, id, StringComparison.Ordinal);
        return message with { MessageId = id, Data = Encoding.UTF8.GetBytes(body) };
    }
}
