using System.Runtime.CompilerServices;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>
/// The end of a track's log for an engine that only rehearses: the raw messages are the real ones, nothing is published or saved
/// yet, and what the engine publishes and saves goes nowhere. Of each kind of write one is made at the broker, on a key of the
/// heartbeats' bucket that nobody reads and that the bucket drops after two seconds.
/// </summary>
/// <param name="broker">Asked as an engine asks it; what it answers about events and checkpoints is withheld.</param>
/// <param name="reader">Reads the raw log.</param>
/// <param name="fromSeq">First stream sequence to be read (≥ 1).</param>
/// <param name="lastSeq">Last stream sequence to be read; behind it the log is silent.</param>
internal sealed class RehearsalLog(IBroker broker, ISubjectReader reader, ulong fromSeq, ulong lastSeq) : IBroker, ISubjectReader
{
    private readonly TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _key = $"{LeaseStore.Rehearsal}{Guid.NewGuid():N}";
    private ulong _published;
    private bool _sent;

    /// <summary>The engine has folded and published something, and saved a checkpoint.</summary>
    public Task Saved => _saved.Task;

    public bool HasAtomicPublish => broker.HasAtomicPublish;

    public bool HasChains => broker.HasChains;

    private string Subject => $"$KV.{StreamNames.EngineWorkers}.{_key}";

    public async IAsyncEnumerable<LogMessage> ReadAsync(
        string stream, string subject, ulong from, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in reader.ReadAsync(stream, subject, Math.Max(from, fromSeq), $"rehearsal-{name}", cancellationToken))
        {
            // None is behind it, so that the engine saves at once.
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
        broker.PublishAsync(Subject, body, messageId: null, headers, cancellationToken);

    public async Task<byte[]?> ReadValueAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        await broker.ReadValueAsync(bucket, key, cancellationToken);
        return null;
    }

    public async Task WriteValueAsync(string bucket, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        await broker.WriteValueAsync(StreamNames.EngineWorkers, _key, value, cancellationToken);
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
        await broker.PublishBehindAsync(Subject, message, 0, cancellationToken);
        await broker.PublishChainBehindAsync(Subject, [message], 0, cancellationToken);
        await broker.PublishBatchBehindAsync(Subject, [message, message], 0, cancellationToken);
    }

    private PubAckResponse Taken(int messages) => new() { Stream = StreamNames.Race, Seq = _published += (ulong)messages };
}
