using NATS.Client.JetStream;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>A message to be appended.</summary>
/// <param name="MessageId">Its identity (<c>Nats-Msg-Id</c>).</param>
internal sealed record OutgoingMessage(string MessageId, ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>How an append ended.</summary>
/// <param name="LastSeq">Appended: stream sequence of the last message. Fenced: sequence of the subject's last message, which is not ours.</param>
/// <param name="Adopted">
/// Appended, but at least one message was on the log already: messages of other writers, or another payload under the
/// same id, may stand between what the caller knew and <paramref name="LastSeq"/>.
/// </param>
/// <param name="Written">How many messages this call put on the log itself; also when it was fenced behind them.</param>
internal readonly record struct AppendOutcome(bool Appended, ulong LastSeq, bool Adopted = false, int Written = 0)
{
    public static AppendOutcome Fenced(ulong lastSeq, int written = 0) => new(false, lastSeq, Written: written);
}

/// <summary>
/// Appends to one subject behind a known last sequence, in order or not at all: one publish, one chain or one atomic batch
/// at a time. Failures of the broker are exceptions (<see cref="BrokerFailures"/>); then the outcome is open and the same
/// call may be repeated: what is on the log already is recognised by its message id.
/// </summary>
internal sealed class SubjectWriter(IBroker broker)
{
    /// <summary>Below this an atomic batch costs more than single publishes: it stages and commits.</summary>
    public const int AtomicFrom = 13;

    /// <summary>The server takes at most 1 000 in one batch.</summary>
    public const int AtomicMax = 500;

    private const int WrongLastMessage = 10070;
    private const int WrongLastSequence = 10071;
    private const int WrongLastSequenceInProcess = 10164;
    private const int BatchHoldsDuplicate = 10201;

    /// <param name="lastSubjectSeq">Stream sequence of the subject's last message as the caller knows it; 0 = none.</param>
    /// <param name="atomicFrom">Batches of at least this many go out atomically where the server can.</param>
    public async Task<AppendOutcome> AppendAsync(
        string stream, string subject, ulong lastSubjectSeq, IReadOnlyList<OutgoingMessage> messages,
        CancellationToken cancellationToken, int atomicFrom = AtomicFrom)
    {
        var last = lastSubjectSeq;
        var start = 0;
        var (adopted, written) = (false, 0);
        while (start < messages.Count)
        {
            var count = messages.Count - start;
            if (broker.HasAtomicPublish && count >= atomicFrom)
            {
                count = Math.Min(count, AtomicMax);
                if (await TryBatchAsync(subject, last, [.. messages.Skip(start).Take(count)], cancellationToken) is { } batchSeq)
                {
                    last = batchSeq;
                    start += count;
                    written += count;
                    continue;
                }
            }

            var end = start + count;
            if (broker.HasChains && count > 1)
            {
                var chain = await ChainAsync(subject, last, [.. messages.Skip(start).Take(count)], cancellationToken);
                (last, start, adopted, written) = (chain.LastSeq, start + chain.Taken, adopted | chain.Adopted, written + chain.Written);
            }

            // Singly: also the way out of a refused batch or a broken chain, since each publish recognises what is there already.
            for (; start < end; start++)
            {
                var outcome = await AppendOneAsync(stream, subject, last, messages[start], cancellationToken);
                if (!outcome.Appended)
                {
                    return outcome with { Written = written };
                }

                last = outcome.LastSeq;
                adopted |= outcome.Adopted;
                written += outcome.Written;
            }
        }

        return new AppendOutcome(true, last, adopted, written);
    }

    private async Task<AppendOutcome> AppendOneAsync(
        string stream, string subject, ulong last, OutgoingMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            var ack = await broker.PublishBehindAsync(subject, message, last, cancellationToken);
            if (ack.Error is null)
            {
                // A duplicate stands where it was first stored; the subject may have moved on since.
                return new AppendOutcome(true, ack.Duplicate ? Math.Max(last, ack.Seq) : ack.Seq, ack.Duplicate, ack.Duplicate ? 0 : 1);
            }

            if (ack.Error.ErrCode is not (WrongLastSequence or WrongLastSequenceInProcess))
            {
                throw new NatsJSApiException(ack.Error);
            }

            var stored = await broker.LastAsync(stream, subject, cancellationToken);
            if (stored?.MessageId == message.MessageId)
            {
                return new AppendOutcome(true, stored.Value.StreamSeq, Adopted: true);
            }

            if ((stored?.StreamSeq ?? 0) != last)
            {
                return AppendOutcome.Fenced(stored?.StreamSeq ?? 0);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <returns>
    /// How many from the first on were taken, and what an append of those comes to. Written counts those behind a break as well: when the
    /// first is there already as the end of the log, the second is taken although the first is refused.
    /// </returns>
    private async Task<(int Taken, ulong LastSeq, bool Adopted, int Written)> ChainAsync(
        string subject, ulong last, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        var answers = await broker.PublishChainBehindAsync(subject, messages, last, cancellationToken);
        if (answers.FirstOrDefault(static answer => answer.Error is not (null
            or { ErrCode: WrongLastMessage or WrongLastSequence or WrongLastSequenceInProcess })) is { } failed)
        {
            throw new NatsJSApiException(failed.Error!);
        }

        var taken = answers.TakeWhile(static answer => answer.Error is null).ToList();
        return (
            taken.Count,
            taken.Aggregate(last, static (end, answer) => Math.Max(end, answer.Seq)),
            taken.Any(static answer => answer.Duplicate),
            answers.Count(static answer => answer is { Error: null, Duplicate: false }));
    }

    /// <summary>The sequence of the last message when all were appended; <c>null</c> when the server refused the whole batch.</summary>
    private async Task<ulong?> TryBatchAsync(
        string subject, ulong last, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        var ack = await broker.PublishBatchBehindAsync(subject, messages, last, cancellationToken);
        return ack.Error switch
        {
            null => ack.Seq,
            { ErrCode: WrongLastSequence or WrongLastSequenceInProcess or BatchHoldsDuplicate } => null,
            _ => throw new NatsJSApiException(ack.Error),
        };
    }
}
