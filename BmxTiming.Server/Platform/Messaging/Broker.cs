using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using Microsoft.Extensions.Primitives;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>What the running broker is and can do, and its key-value buckets.</summary>
internal sealed class Broker(INatsConnection connection, INatsJSContext jetStream)
{
    /// <summary>The first server with atomic batches; older ones store each message at once and say nothing.</summary>
    public static readonly Version AtomicPublishFrom = new(2, 12);

    public INatsConnection Connection => connection;

    public INatsJSContext JetStream => jetStream;

    public INatsKVContext KeyValue { get; } = new NatsKVContext(jetStream);

    /// <summary>Optional features are asked by version, because old servers ignore unknown headers in silence.</summary>
    public Version ServerVersion =>
        Version.TryParse(connection.ServerInfo?.Version.Split('-')[0], out var version) ? version : new Version(0, 0);

    public bool HasAtomicPublish => ServerVersion >= AtomicPublishFrom;

    /// <summary>Another id is another start of a server.</summary>
    public string ServerId => connection.ServerInfo?.Id ?? "";

    public bool IsConnected => connection.ConnectionState == NatsConnectionState.Open;

    /// <summary>
    /// The last message of a subject, or <c>null</c>. Asked of the stream's leader, so that a write just acknowledged is seen.
    /// </summary>
    public async Task<LogMessage?> LastAsync(string stream, string subject, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await jetStream.JSRequestResponseAsync<StreamMsgGetRequest, StreamMsgGetResponse>(
                $"$JS.API.STREAM.MSG.GET.{stream}", new StreamMsgGetRequest { LastBySubj = subject }, cancellationToken);
            var message = answer.Message;
            return new LogMessage(
                message.Subject, message.Seq, message.Data, HeaderBlock.Parse(message.Hdrs), Pending: 0);
        }
        catch (NatsJSApiException e) when (e.Error.Code == 404)
        {
            return null;
        }
    }

    public async Task<StreamInfo> StreamInfoAsync(string stream, string? subjectsFilter, CancellationToken cancellationToken)
    {
        var answer = await jetStream.GetStreamAsync(
            stream, new StreamInfoRequest { SubjectsFilter = subjectsFilter }, cancellationToken);
        return answer.Info;
    }

    /// <summary>Where a whole stream, all tracks together, begins and ends now.</summary>
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

    /// <summary>Appends to a subject whose order nobody depends on. A message id that is known already is a success: it is on the stream.</summary>
    /// <exception cref="NatsJSApiException">The stream refused.</exception>
    public async Task PublishAsync(
        string subject, ReadOnlyMemory<byte> body, string? messageId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        var natsHeaders = headers is null ? null : new NatsHeaders(headers.ToDictionary(header => header.Key, header => new StringValues(header.Value)));
        var ack = await jetStream.PublishAsync(
            subject, body, opts: new NatsJSPubOpts { MsgId = messageId }, headers: natsHeaders, cancellationToken: cancellationToken);
        if (ack.Error is not null)
        {
            throw new NatsJSApiException(ack.Error);
        }
    }

    /// <summary>The newest value of a key, or <c>null</c>.</summary>
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
}
