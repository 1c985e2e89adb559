using System.Runtime.CompilerServices;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// The end of a track's log for a reader that only rehearses: the messages are the real ones, nothing is published or saved yet,
/// and what is published and saved goes nowhere. Of each kind of write one is made at the broker, on a key that nobody reads.
/// </summary>
/// <param name="broker">Asked as it is asked in earnest; what it answers about last messages and values is withheld.</param>
/// <param name="reader">Reads the log.</param>
/// <param name="fromSeq">First stream sequence to be read (≥ 1).</param>
/// <param name="lastSeq">Last stream sequence to be read; behind it the log is silent.</param>
/// <param name="bucket">A bucket that drops its values soon.</param>
/// <param name="key">The key to write to.</param>
internal sealed class RehearsalLog(IBroker broker, ISubjectReader reader, ulong fromSeq, ulong lastSeq, string bucket, string key)
    : IBroker, ISubjectReader
{
    private readonly TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _subject = $"$KV.{bucket}.{key}";
    private ulong _published;
    private bool _sent;

    /// <summary>A value was saved.</summary>
    public Task Saved => _saved.Task;

    public bool HasAtomicPublish => broker.HasAtomicPublish;

    public bool HasChains => broker.HasChains;

    public async IAsyncEnumerable<LogMessage> ReadAsync(
        string stream, string subject, ulong from, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in reader.ReadAsync(stream, subject, Math.Max(from, fromSeq), $"rehearsal-{name}", cancellationToken))
        {
            // None is behind it, so that a reader that saves what it has when it has caught up does so at once.
            yield return message with { Pending = 0 };
            if (message.StreamSeq >= lastSeq)
            {
                break;
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    public async Task<LogMessage?> LastAsync(string stream, string subject, CancellationToken cancellationToken)
    {
        await broker.LastAsync(stream, subject, cancellationToken);
        return null;
    }

    public Task<StreamBounds> BoundsAsync(string stream, CancellationToken cancellationToken) => broker.BoundsAsync(stream, cancellationToken);

    public async Task<PubAckResponse> PublishBehindAsync(
        string subject, OutgoingMessage message, ulong lastSubjectSeq, CancellationToken cancellationToken)
    {
        await WriteEachWayAsync(message, cancellationToken);
        return Taken(1);
    }

    public async Task<PubAckResponse> PublishBatchBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken)
    {
        await WriteEachWayAsync(messages[0], cancellationToken);
        return Taken(messages.Count);
    }

    public async Task<IReadOnlyList<PubAckResponse>> PublishChainBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken)
    {
        await WriteEachWayAsync(messages[0], cancellationToken);
        return [.. messages.Select(_ => Taken(1))];
    }

    public Task PublishAsync(
        string subject, ReadOnlyMemory<byte> body, string? messageId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken) =>
        broker.PublishAsync(_subject, body, messageId: null, headers, cancellationToken);

    public async Task<byte[]?> ReadValueAsync(string valueBucket, string valueKey, CancellationToken cancellationToken)
    {
        await broker.ReadValueAsync(valueBucket, valueKey, cancellationToken);
        return null;
    }

    public async Task WriteValueAsync(string valueBucket, string valueKey, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        await broker.WriteValueAsync(bucket, key, value, cancellationToken);
        _saved.TrySetResult();
    }

    /// <summary>Whether the broker takes them does not matter: a bucket takes no batch.</summary>
    private async Task WriteEachWayAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (_sent)
        {
            return;
        }

        _sent = true;
        await broker.PublishBehindAsync(_subject, message, 0, cancellationToken);
        await broker.PublishChainBehindAsync(_subject, [message], 0, cancellationToken);
        await broker.PublishBatchBehindAsync(_subject, [message, message], 0, cancellationToken);
    }

    private PubAckResponse Taken(int messages) => new() { Seq = _published += (ulong)messages };
}
