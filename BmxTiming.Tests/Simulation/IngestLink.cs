using BmxTiming.Server.Platform.Messaging;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Tests.Simulation;

/// <summary>Ingest's way to the broker, with the flaws that a writer can have.</summary>
internal sealed class IngestLink(TrackWorld world, ProcessLife life) : BrokerLink(world.Net, world.Broker, life, world.Random)
{
    protected override PubAckResponse AppendLink(
        SimulatedStream stream, IReadOnlyList<OutgoingMessage> chain, int i, ulong lastSubjectSeq) =>
        i > 0 && world.Flaw == Flaw.ChainWithoutLinks ? stream.Append(chain[i], null) : base.AppendLink(stream, chain, i, lastSubjectSeq);
}
