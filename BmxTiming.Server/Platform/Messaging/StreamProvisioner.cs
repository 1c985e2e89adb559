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
        var wanted = Streams();
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

        try
        {
            foreach (var stream in wanted)
            {
                await broker.JetStream.CreateOrUpdateStreamAsync(stream, cancellationToken);
            }

            foreach (var bucket in Buckets())
            {
                await broker.KeyValue.CreateOrUpdateStoreAsync(bucket, cancellationToken);
            }
        }
        catch (NatsJSApiException e) when (e.Error.Code is 400 or 500)
        {
            // What a server never changes (memory to file), and sizes it has no room for: byte limits are reserved.
            return Result.Fail<IReadOnlyList<string>>("refused_by_broker", e.Error.Description ?? e.Message);
        }

        var differences = await DifferencesAsync(cancellationToken);
        return differences.Count == 0
            ? Result.Ok<IReadOnlyList<string>>([.. wanted.Select(stream => stream.Name!)])
            : Result.Fail<IReadOnlyList<string>>("not_as_provisioned", string.Join("; ", differences));
    }

    /// <summary>What the broker's streams and buckets lack of what they must be; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        foreach (var stream in Streams())
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

        foreach (var bucket in Buckets())
        {
            if (await FindAsync(StreamDefinitions.StreamOf(bucket), cancellationToken) is { } existing)
            {
                differences.AddRange(StreamComparison.Differences(existing, bucket));
            }
            else
            {
                differences.Add($"{bucket.Bucket} does not exist");
            }
        }

        return differences;
    }

    private IReadOnlyList<StreamConfig> Streams()
    {
        var streams = StreamDefinitions.Streams(options.Value.Profile, broker.ServerVersion);
        foreach (var stream in streams)
        {
            stream.NumReplicas = options.Value.Replicas;
        }

        return streams;
    }

    private IEnumerable<NatsKVConfig> Buckets() =>
        StreamDefinitions.Buckets.Select(bucket => bucket with { NumberOfReplicas = options.Value.Replicas });

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
