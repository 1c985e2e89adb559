using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>What the running broker is and can do, and its key-value buckets.</summary>
internal sealed class Broker(INatsConnection connection, INatsJSContext jetStream)
{
    private static readonly Version s_atomicPublishFrom = new(2, 12);

    public INatsConnection Connection => connection;

    public INatsJSContext JetStream => jetStream;

    public INatsKVContext KeyValue { get; } = new NatsKVContext(jetStream);

    /// <summary>Optional features are asked by version, because old servers ignore unknown headers in silence.</summary>
    public Version ServerVersion =>
        Version.TryParse(connection.ServerInfo?.Version.Split('-')[0], out var version) ? version : new Version(0, 0);

    public bool HasAtomicPublish => ServerVersion >= s_atomicPublishFrom;

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

    public ValueTask<INatsKVStore> BucketAsync(string bucket, CancellationToken cancellationToken) =>
        KeyValue.GetStoreAsync(bucket, cancellationToken);
}
