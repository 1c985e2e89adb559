using NATS.Client.JetStream.Models;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// What logs are read and written by: the running broker, or a model of it in the simulation. A failure that heals by
/// trying again is one of <see cref="BrokerFailures"/>; then it is open whether the broker did what it was asked.
/// </summary>
internal interface IBroker
{
    /// <summary>Batches can be appended all or nothing (server ≥ 2.12).</summary>
    bool HasAtomicPublish { get; }

    /// <summary>
    /// A message can be made to depend on the one before it while that one is still on its way. Only streams with one copy judge that
    /// at the moment they store.
    /// </summary>
    bool HasChains { get; }

    /// <summary>
    /// The last message of a subject, or <c>null</c>. Asked of the stream's leader, so that a write just acknowledged is seen.
    /// </summary>
    Task<LogMessage?> LastAsync(string stream, string subject, CancellationToken cancellationToken);

    /// <summary>Where a whole stream, all tracks together, begins and ends now.</summary>
    Task<StreamBounds> BoundsAsync(string stream, CancellationToken cancellationToken);

    /// <summary>One publish behind a subject's last sequence; a refusal of the stream is in the answer.</summary>
    Task<PubAckResponse> PublishBehindAsync(
        string subject, OutgoingMessage message, ulong lastSubjectSeq, CancellationToken cancellationToken);

    /// <summary>One atomic batch behind a subject's last sequence; a refusal of the stream is in the answer.</summary>
    Task<PubAckResponse> PublishBatchBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken);

    /// <summary>
    /// Messages one behind the other without waiting in between: the first behind the subject's last sequence, each further one only
    /// directly behind the one before it. Whatever comes in between, of this subject or of another one, breaks the chain there.
    /// </summary>
    /// <returns>An answer for each message; a refusal of the stream is in the answer.</returns>
    Task<IReadOnlyList<PubAckResponse>> PublishChainBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken);

    /// <summary>Appends to a subject whose order nobody depends on. A message id that is known already is a success: it is on the stream.</summary>
    /// <exception cref="NATS.Client.JetStream.NatsJSApiException">The stream refused.</exception>
    Task PublishAsync(
        string subject, ReadOnlyMemory<byte> body, string? messageId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken);

    /// <summary>The newest value of a key, or <c>null</c>.</summary>
    Task<byte[]?> ReadValueAsync(string bucket, string key, CancellationToken cancellationToken);

    Task WriteValueAsync(string bucket, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
