using System.Text.Json;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// Asks the broker's monitoring endpoint (<see cref="StreamOptions.MonitoringUrl"/>) whether it syncs every write before it
/// acknowledges. Unknown counts as no. Also keeps the readiness of the role: ready while the broker is.
/// </summary>
internal sealed class DurabilityProbe(
    IOptions<StreamOptions> options, Readiness readiness, TimeProvider time, ILogger<DurabilityProbe> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_probeEvery = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2), MaxResponseContentBufferSize = 1024 * 1024 };
    private bool? _told;

    /// <summary>An acknowledged message survives a power cut of the broker.</summary>
    public bool SyncsAlways { get; private set; }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? probed = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var nats = readiness.Parts.FirstOrDefault(static part => part.Module == BrokerReadiness.Part);
            if (nats is not { Ready: true })
            {
                // The broker may come back with another configuration.
                (SyncsAlways, probed) = (false, null);
                readiness.NotReady(Roles.Ingest, "broker: " + (nats?.Reason ?? "unknown"));
            }
            else
            {
                if (probed is not { } last || time.GetElapsedTime(last) >= s_probeEvery)
                {
                    probed = time.GetTimestamp();
                    Tell(await ProbeAsync(stoppingToken));
                }

                readiness.Ready(Roles.Ingest, SyncsAlways ? null : "acknowledged messages may be lost in a power cut of the broker");
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> ProbeAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MonitoringUrl is not { Length: > 0 } url)
        {
            return false;
        }

        try
        {
            await using var body = await _http.GetStreamAsync(new Uri(new Uri(url), "/jsz?config=true"), cancellationToken);
            using var answer = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return answer.RootElement.TryGetProperty("config"u8, out var config)
                && config.TryGetProperty("sync_always"u8, out var always)
                && always.ValueKind == JsonValueKind.True;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or UriFormatException or IOException)
        {
            return false;
        }
    }

    private void Tell(bool always)
    {
        SyncsAlways = always;
        if (!always && _told != always)
        {
            Log.NotDurable(logger);
        }

        _told = always;
    }
}
