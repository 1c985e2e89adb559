using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;
using NATS.Client.Serializers.Json;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>What the running broker is and can do, and its key-value buckets.</summary>
internal sealed class Broker(INatsConnection connection, INatsJSContext jetStream, IOptions<StreamOptions> streams) : IBroker
{
    /// <summary>The first server with atomic batches; older ones store each message at once and say nothing.</summary>
    public static readonly Version AtomicPublishFrom = new(2, 12);

    /// <summary>A stream that is not there is 404 as well, and no answer to what it holds.</summary>
    private const int NoMessageFound = 10037;

    public INatsConnection Connection => connection;

    public INatsJSContext JetStream => jetStream;

    public INatsKVContext KeyValue { get; } = new NatsKVContext(jetStream);

    /// <summary>Optional features are asked by version, because old servers ignore unknown headers in silence.</summary>
    public Version ServerVersion =>
        Version.TryParse(connection.ServerInfo?.Version.Split('-')[0], out var version) ? version : new Version(0, 0);

    public bool HasAtomicPublish => ServerVersion >= AtomicPublishFrom;

    public bool HasChains => streams.Value.Replicas == 1;

    /// <summary>Another id is another start of a server.</summary>
    public string ServerId => connection.ServerInfo?.Id ?? "";

    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task ConnectAsync(TimeSpan patience) => connection.ConnectAsync().AsTask().WaitAsync(patience);

    public bool IsConnected => connection.ConnectionState == NatsConnectionState.Open;

    /// <summary>
    /// The last message of a subject, or <c>null</c>. Asked of the stream's leader, so that a write just acknowledged is seen.
    /// </summary>
    public Task<LogMessage?> LastAsync(string stream, string subject, CancellationToken cancellationToken) =>
        StoredAsync(stream, new StreamMsgGetRequest { LastBySubj = subject }, cancellationToken);

    /// <summary>The first message of a subject, which may have a wildcard, at or behind a sequence, or <c>null</c>.</summary>
    public Task<LogMessage?> NextAsync(string stream, string subject, ulong fromSeq, CancellationToken cancellationToken) =>
        StoredAsync(stream, new StreamMsgGetRequest { Seq = Math.Max(1, fromSeq), NextBySubj = subject }, cancellationToken);

    public async Task<StreamInfo> StreamInfoAsync(string stream, string? subjectsFilter, CancellationToken cancellationToken)
    {
        var answer = await jetStream.GetStreamAsync(
            stream, new StreamInfoRequest { SubjectsFilter = subjectsFilter }, cancellationToken);
        return answer.Info;
    }

    public async Task<StreamBounds> BoundsAsync(string stream, CancellationToken cancellationToken)
    {
        var info = await StreamInfoAsync(stream, null, cancellationToken);
        return new StreamBounds(info.Created, info.State.FirstSeq, info.State.LastSeq);
    }

    /// <summary>The tracks that have a message on a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="subjects">The stream's subjects with a wildcard in the track's place.</param>
    public async Task<IReadOnlyList<TrackId>> TracksAsync(string stream, string subjects, CancellationToken cancellationToken)
    {
        var info = await StreamInfoAsync(stream, subjects, cancellationToken);
        var tracks = new List<TrackId>();
        foreach (var subject in info.State.Subjects?.Keys ?? Enumerable.Empty<string>())
        {
            if (Subjects.TryGetTrack(subject, out var track))
            {
                tracks.Add(track);
            }
        }

        return tracks;
    }

    public async Task<PubAckResponse> PublishBehindAsync(
        string subject, OutgoingMessage message, ulong lastSubjectSeq, CancellationToken cancellationToken) => await jetStream.PublishAsync(
            subject,
            message.Data,
            opts: new NatsJSPubOpts { MsgId = message.MessageId, ExpectedLastSubjectSequence = lastSubjectSeq, RetryAttempts = 1 },
            headers: Headers(message.Headers),
            cancellationToken: cancellationToken);

    public async Task<PubAckResponse> PublishBatchBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken)
    {
        var batchId = Guid.NewGuid().ToString("N");
        for (var i = 0; ; i++)
        {
            var headers = Headers(messages[i].Headers) ?? [];
            headers["Nats-Msg-Id"] = messages[i].MessageId;
            headers["Nats-Batch-Id"] = batchId;
            headers["Nats-Batch-Sequence"] = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (i == 0)
            {
                headers["Nats-Expected-Last-Subject-Sequence"] = lastSubjectSeq.ToString(CultureInfo.InvariantCulture);
            }

            if (i < messages.Count - 1)
            {
                await connection.PublishAsync(subject, messages[i].Data, headers, cancellationToken: cancellationToken);
                continue;
            }

            headers["Nats-Batch-Commit"] = "1";
            var reply = await connection.RequestAsync<ReadOnlyMemory<byte>, PubAckResponse>(
                subject, messages[i].Data, headers, replySerializer: NatsJsonSerializer<PubAckResponse>.Default, cancellationToken: cancellationToken);
            return reply.Data ?? throw new NatsJSException("the broker answered a batch without an acknowledgement");
        }
    }

    public async Task<IReadOnlyList<PubAckResponse>> PublishChainBehindAsync(
        string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken)
    {
        var underWay = new List<NatsJSPublishConcurrentFuture>(messages.Count);
        try
        {
            for (var i = 0; i < messages.Count; i++)
            {
                var opts = new NatsJSPubOpts
                {
                    MsgId = messages[i].MessageId,
                    ExpectedLastSubjectSequence = i == 0 ? lastSubjectSeq : null,
                    ExpectedLastMsgId = i == 0 ? null : messages[i - 1].MessageId,
                };
                underWay.Add(await jetStream.PublishConcurrentAsync(
                    subject, messages[i].Data, opts: opts, headers: Headers(messages[i].Headers), cancellationToken: cancellationToken));
            }

            var answers = new List<PubAckResponse>(messages.Count);
            foreach (var answer in underWay)
            {
                answers.Add(await answer.GetResponseAsync(cancellationToken));
            }

            return answers;
        }
        finally
        {
            foreach (var answer in underWay)
            {
                await answer.DisposeAsync();
            }
        }
    }

    public async Task PublishAsync(
        string subject, ReadOnlyMemory<byte> body, string? messageId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        var ack = await jetStream.PublishAsync(
            subject, body, opts: new NatsJSPubOpts { MsgId = messageId }, headers: Headers(headers), cancellationToken: cancellationToken);
        if (ack.Error is not null)
        {
            throw new NatsJSApiException(ack.Error);
        }
    }

    public async Task<byte[]?> ReadValueAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var store = await KeyValue.GetStoreAsync(bucket, cancellationToken);
        var entry = await store.TryGetEntryAsync<byte[]>(key, cancellationToken: cancellationToken);
        return entry.Success ? entry.Value.Value : null;
    }

    public async Task WriteValueAsync(string bucket, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var store = await KeyValue.GetStoreAsync(bucket, cancellationToken);
        await store.PutAsync(key, value, cancellationToken: cancellationToken);
    }

    private async Task<LogMessage?> StoredAsync(string stream, StreamMsgGetRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await jetStream.JSRequestResponseAsync<StreamMsgGetRequest, StreamMsgGetResponse>(
                $"$JS.API.STREAM.MSG.GET.{stream}", request, cancellationToken);
            var message = answer.Message;
            return new LogMessage(
                message.Subject, message.Seq, message.Data, HeaderBlock.Parse(message.Hdrs), Pending: 0)
            {
                StoredAt = message.Time,
            };
        }
        catch (NatsJSApiException e) when (e.Error.ErrCode == NoMessageFound)
        {
            return null;
        }
    }

    private static NatsHeaders? Headers(IReadOnlyDictionary<string, string>? headers) =>
        headers is null ? null : new NatsHeaders(headers.ToDictionary(header => header.Key, header => new StringValues(header.Value)));
}
