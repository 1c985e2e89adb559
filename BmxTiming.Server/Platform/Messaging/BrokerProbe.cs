using System.Text.Json;
using Microsoft.Extensions.Options;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Asks a broker what it is: over its protocol, and at its monitoring endpoint (<see cref="StreamOptions.MonitoringUrl"/>).</summary>
internal sealed class BrokerProbe(Broker broker, StreamProvisioner provisioner, IOptions<StreamOptions> options) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2), MaxResponseContentBufferSize = 1024 * 1024 };

    public void Dispose() => _http.Dispose();

    /// <summary>Throws what <see cref="BrokerFailures"/> knows when the broker does not answer.</summary>
    public async Task<BrokerFacts> ProbeAsync(CancellationToken cancellationToken)
    {
        await broker.Connection.ConnectAsync();
        var (syncAlways, store) = await MonitoringAsync(cancellationToken);
        var streams = new List<StreamFacts>();
        foreach (var wanted in StreamDefinitions.Streams(options.Value.Profile, broker.ServerVersion))
        {
            try
            {
                var info = await broker.StreamInfoAsync(wanted.Name!, null, cancellationToken);
                streams.Add(new StreamFacts(
                    wanted.Name!, info.Config.Storage == StreamConfigStorage.File, Math.Max(1, info.Config.NumReplicas), info.State.Bytes, info.Config.MaxBytes));
            }
            catch (NatsJSApiException e) when (e.Error.Code == 404)
            {
                // The comparison below says so.
            }
        }

        return new BrokerFacts(
            broker.ServerId, broker.ServerVersion, syncAlways, store, streams, await provisioner.DifferencesAsync(cancellationToken));
    }

    private async Task<(bool? SyncAlways, StoreFacts? Store)> MonitoringAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MonitoringUrl is not { Length: > 0 } url)
        {
            return (null, null);
        }

        try
        {
            await using var body = await _http.GetStreamAsync(new Uri(new Uri(url), "/jsz?config=true"), cancellationToken);
            using var answer = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return Read(answer.RootElement);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or UriFormatException or IOException
            && !cancellationToken.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    /// <summary>Servers that do not know <c>sync_interval: always</c> do not tell of it either: that is a no.</summary>
    private static (bool? SyncAlways, StoreFacts? Store) Read(JsonElement answer)
    {
        if (!answer.TryGetProperty("config"u8, out var config) || config.ValueKind != JsonValueKind.Object)
        {
            return (null, null);
        }

        var always = config.TryGetProperty("sync_always"u8, out var sync) && sync.ValueKind == JsonValueKind.True;
        var folder = config.TryGetProperty("store_dir"u8, out var directory) ? directory.GetString() : null;
        return (always, new StoreFacts(folder, Number(answer, "storage"), Number(config, "max_storage"), FreeBytes(folder)));
    }

    private static long Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;

    private static long? FreeBytes(string? folder) =>
        folder is not null && Directory.Exists(folder) ? new DriveInfo(folder).AvailableFreeSpace : null;
}
