using BmxTiming.Protocol.Streams;
using Microsoft.Extensions.Options;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Creates the streams and buckets, reads them back, and never makes an existing stream weaker.</summary>
internal sealed class StreamProvisioner(Broker broker, IOptions<StreamOptions> options)
{
    /// <summary>Idempotent. A refusal lists what would become weaker; then nothing was changed.</summary>
    public async Task<Result<IReadOnlyList<string>>> ProvisionAsync(bool allowWeaker, CancellationToken cancellationToken)
    {
        await broker.Connection.ConnectAsync();
        var wanted = StreamDefinitions.Streams(options.Value.Profile, broker.ServerVersion);
        var weaker = new List<string>();
        foreach (var stream in wanted)
        {
            if (await FindAsync(stream.Name!, cancellationToken) is { } existing)
            {
                weaker.AddRange(StreamComparison.Weakened(existing, stream));
            }
        }

        if (weaker.Count > 0 && !allowWeaker)
        {
            return Result.Fail<IReadOnlyList<string>>("would_weaken", string.Join("; ", weaker));
        }

        foreach (var stream in wanted)
        {
            await broker.JetStream.CreateOrUpdateStreamAsync(stream, cancellationToken);
        }

        foreach (var bucket in StreamDefinitions.LastingBuckets)
        {
            await broker.KeyValue.CreateOrUpdateStoreAsync(new NatsKVConfig(bucket) { History = 1 }, cancellationToken);
        }

        foreach (var bucket in StreamDefinitions.LeaseBuckets)
        {
            await broker.KeyValue.CreateOrUpdateStoreAsync(
                new NatsKVConfig(bucket) { History = 1, MaxAge = StreamDefinitions.LeaseTtl }, cancellationToken);
        }

        var differences = await DifferencesAsync(cancellationToken);
        return differences.Count == 0
            ? Result.Ok<IReadOnlyList<string>>([.. wanted.Select(stream => stream.Name!)])
            : Result.Fail<IReadOnlyList<string>>("not_as_provisioned", string.Join("; ", differences));
    }

    /// <summary>What the broker's streams lack of what they must be; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        foreach (var stream in StreamDefinitions.Streams(options.Value.Profile, broker.ServerVersion))
        {
            if (await FindAsync(stream.Name!, cancellationToken) is { } existing)
            {
                differences.AddRange(StreamComparison.Differences(existing, stream));
            }
            else
            {
                differences.Add($"{stream.Name} does not exist");
            }
        }

        return differences;
    }

    private async Task<StreamConfig?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await broker.StreamInfoAsync(name, null, cancellationToken)).Config;
        }
        catch (NatsJSApiException e) when (e.Error.Code == 404)
        {
            return null;
        }
    }
}
