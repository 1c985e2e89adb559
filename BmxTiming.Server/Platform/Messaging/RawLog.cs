using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Streams;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Appends to a track's raw log; the one way onto it, for gateways' messages and race-control intents alike.</summary>
internal sealed class RawLog(SubjectWriter writer, IBroker broker)
{
    public Task<AppendOutcome> AppendAsync(
        TrackId track, ulong lastSubjectSeq, IReadOnlyList<RawMessage> messages, CancellationToken cancellationToken) =>
        writer.AppendAsync(
            StreamNames.Raw,
            Subjects.Raw(track),
            lastSubjectSeq,
            [.. messages.Select(message =>
                new OutgoingMessage(message.IdempotencyKey, RawEnvelope.Encode(message)))],
            cancellationToken);

    /// <summary>Appends one message wherever the log ends, for writers that do not depend on what stands before.</summary>
    /// <returns>Its sequence in the raw stream.</returns>
    public async Task<ulong> AppendAtEndAsync(RawMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = await broker.LastAsync(StreamNames.Raw, Subjects.Raw(message.TrackId), cancellationToken);
            var outcome = await AppendAsync(message.TrackId, last?.StreamSeq ?? 0, [message], cancellationToken);
            if (outcome.Appended)
            {
                return outcome.LastSeq;
            }
        }
    }
}
