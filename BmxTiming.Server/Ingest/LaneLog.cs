using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Ingest;

/// <summary>A lane and where it was read from.</summary>
/// <param name="Epoch">Creation time of the stream, µs since 1970; another value is another stream.</param>
/// <param name="Regressed">The log lost messages that the lane knew; it was read anew.</param>
/// <param name="Messages">How many messages were read to get here.</param>
internal sealed record LaneSync(TrackLane Lane, string Epoch, bool Regressed, int Messages);

/// <summary>The broker as a lane needs it: bring a lane up to the log's end, append, dead letters, checkpoints.</summary>
internal sealed class LaneLog(IBroker broker, ISubjectReader reader, RawLog raw, IOptions<IngestOptions> options, TimeProvider time)
{
    private const string DeadLetterSource = "ingest";

    public Task<AppendOutcome> AppendAsync(
        TrackId track, ulong lastStreamSeq, IReadOnlyList<RawMessage> messages, CancellationToken cancellationToken) =>
        raw.AppendAsync(track, lastStreamSeq, messages, cancellationToken);

    /// <summary>Reads what the log has and the lane has not. Without a lane, or after the log was cut, starts from the checkpoint or from nothing.</summary>
    public async Task<LaneSync> SyncAsync(TrackId track, TrackLane? lane, string? epoch, CancellationToken cancellationToken)
    {
        var stream = await broker.BoundsAsync(StreamNames.Raw, cancellationToken);
        var actual = EpochOf(stream.Created);
        var end = await broker.LastAsync(StreamNames.Raw, Subjects.Raw(track), cancellationToken);
        var last = end?.StreamSeq ?? 0;
        var regressed = lane is not null && (epoch != actual || IsCut(lane, end, stream.FirstSeq));
        if (lane is null)
        {
            lane = await LoadAsync(track, actual, cancellationToken);
            lane = lane is null || IsCut(lane, end, stream.FirstSeq) ? new TrackLane() : lane;
        }
        else if (regressed)
        {
            lane = new TrackLane();
        }

        if (last == 0)
        {
            lane.Emptied();
        }

        if (await ReadTailAsync(track, lane, last, stream.FirstSeq, cancellationToken) is { } messages)
        {
            return new LaneSync(lane, actual, regressed, messages);
        }

        lane = new TrackLane();
        return new LaneSync(lane, actual, Regressed: true, await ReadTailAsync(track, lane, last, stream.FirstSeq, cancellationToken) ?? 0);
    }

    /// <summary>Idempotent for ten minutes: the message id names the key and the payload.</summary>
    public Task DeadLetterAsync(RawMessage message, PayloadHash hash, CancellationToken cancellationToken) => broker.PublishAsync(
        Subjects.DeadLetter(DeadLetterSource),
        RawEnvelope.Encode(message),
        string.Create(CultureInfo.InvariantCulture, $"{message.IdempotencyKey}:{hash.Value:x16}:{DeadLetterSource}"),
        DeadLetter.HeadersOf(
            DeadLetter.Conflict, new DeadLetterOrigin(StreamNames.Raw, Subjects.Raw(message.TrackId), Seq: null, DeadLetterOrigin.NoHeaders)),
        cancellationToken);

    public Task SaveAsync(TrackId track, TrackLane lane, string epoch, CancellationToken cancellationToken) =>
        broker.WriteValueAsync(StreamNames.IngestLanes, track.Value, LaneCheckpoint.Write(lane, epoch), cancellationToken);

    private async Task<TrackLane?> LoadAsync(TrackId track, string epoch, CancellationToken cancellationToken) =>
        await broker.ReadValueAsync(StreamNames.IngestLanes, track.Value, cancellationToken) is { } bytes
            ? LaneCheckpoint.TryRead(bytes, epoch)
            : null;

    /// <summary>
    /// The subject ends before what the lane knows, or with something else in its place. Only age may take messages away, and
    /// age takes the oldest first: then the whole stream starts behind them.
    /// </summary>
    private static bool IsCut(TrackLane lane, LogMessage? end, ulong firstOfStream)
    {
        var last = end?.StreamSeq ?? 0;
        return last == lane.LastStreamSeq
            ? lane.LastMessageId is { } id && end?.MessageId != id
            : last < lane.LastStreamSeq && !(last == 0 && firstOfStream > lane.LastStreamSeq);
    }

    /// <summary>
    /// Reads on from the lane's last message, which is read again: other messages may have grown over a tail that was lost.
    /// </summary>
    /// <returns>How many are new; <c>null</c> when the lane's last message is not there any more.</returns>
    private async Task<int?> ReadTailAsync(
        TrackId track, TrackLane lane, ulong last, ulong firstOfStream, CancellationToken cancellationToken)
    {
        var messages = 0;
        if (lane.LastStreamSeq >= last)
        {
            return messages;
        }

        var known = lane.LastStreamSeq > 0 && firstOfStream <= lane.LastStreamSeq ? lane.LastMessageId : null;
        var from = known is null ? lane.LastStreamSeq + 1 : lane.LastStreamSeq;
        using var timeout = new CancellationTokenSource(options.Value.TailTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await foreach (var message in reader.ReadAsync(
            StreamNames.Raw, Subjects.Raw(track), from, "ingest-" + track.Value, linked.Token))
        {
            if (known is not null)
            {
                if (message.StreamSeq != from || message.MessageId != known)
                {
                    return null;
                }

                known = null;
                continue;
            }

            Observe(lane, message);
            messages++;
            if (message.StreamSeq >= last)
            {
                return messages;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException($"the tail of the log was read up to {lane.LastStreamSeq} of {last}");
    }

    private static void Observe(TrackLane lane, LogMessage message)
    {
        if (TryParse(message.Data) is { } parsed && !parsed.EventIdContext.ClientId.IsReserved && parsed.EventIdContext.Seq > 0)
        {
            lane.Observe(
                new Sender(parsed.EventIdContext.ClientId, parsed.EventIdContext.BootId), LaneEntry.Of(parsed), message.StreamSeq, message.MessageId);
        }
        else
        {
            lane.Advance(message.StreamSeq, message.MessageId);
        }
    }

    private static RawMessage? TryParse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return RawMessage.Read(data);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string EpochOf(DateTimeOffset created) =>
        ((created.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
}
