using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Simulation;

/// <summary>Ingest as one might write it who has not met the faults: the planted flaws of <see cref="Flaw"/>.</summary>
internal sealed class FlawedIngest(TrackWorld world, BrokerLink link)
{
    /// <summary>Says yes, then appends.</summary>
    public async Task AcknowledgeFirstAsync(IncomingBatch batch, Action<UplinkAnswer> respond, Func<Task> append)
    {
        respond(Accepted(batch));
        try
        {
            await append();
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            // It was acknowledged already.
        }
    }

    /// <summary>Appends whatever comes, wherever the log ends, and repeats what fails; message ids alone tell duplicates.</summary>
    public async Task AppendByIdAsync(IncomingBatch batch, Action<UplinkAnswer> respond, int inFlight)
    {
        foreach (var some in batch.Messages.Chunk(inFlight))
        {
            await Task.WhenAll(some.Select(AppendAsync));
        }

        respond(Accepted(batch));
    }

    private async Task AppendAsync(RawMessage message)
    {
        while (true)
        {
            try
            {
                await link.PublishAsync(
                    Subjects.Raw(message.TrackId), RawEnvelope.Encode(message), message.IdempotencyKey, headers: null, CancellationToken.None);
                return;
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                // Once more.
            }
        }
    }

    private UplinkAnswer Accepted(IncomingBatch batch)
    {
        var last = batch.Entries[^1].ToSeq;
        var now = Micros.Now(world.Time);
        return new UplinkAnswer(200)
        {
            Accepted = new IngestAccepted(0, batch.Messages.Count, last, last, (long)world.Broker.Raw.LastOfSubject, world.Broker.Epoch, now, now),
        };
    }
}
