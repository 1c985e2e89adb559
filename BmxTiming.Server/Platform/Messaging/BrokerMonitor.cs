using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Knows what the broker promises now: asked when it is met, when it was restarted, and every few seconds.</summary>
internal sealed class BrokerMonitor : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_probeEvery = TimeSpan.FromSeconds(10);

    private readonly Broker _broker;
    private readonly BrokerProbe _probe;
    private readonly BrokerAdmission _admission;
    private readonly StreamOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile BrokerState? _state;
    private string _told = "";

    public BrokerMonitor(
        Broker broker, BrokerProbe probe, BrokerAdmission admission, IOptions<StreamOptions> options, IMeterFactory meters, TimeProvider time,
        ILogger<BrokerMonitor> logger)
    {
        (_broker, _probe, _admission, _options, _time, _logger) = (broker, probe, admission, options.Value, time, logger);
        var meter = meters.Create("BmxTiming.Server.Broker");
        meter.CreateObservableGauge("bmxtiming.broker.store.used", () => Value(_state?.Facts.Store?.UsedBytes), "By", "Bytes the broker has stored");
        meter.CreateObservableGauge("bmxtiming.broker.store.limit", () => Value(_state?.Facts.Store?.LimitBytes), "By", "Bytes the broker may store");
        meter.CreateObservableGauge("bmxtiming.broker.disk.free", () => Value(_state?.Facts.Store?.DiskFreeBytes), "By", "Bytes free on the broker's disk");
        meter.CreateObservableGauge(
            "bmxtiming.broker.findings",
            () => (_state?.Findings ?? []).Where(static finding => finding.Kind != FindingKind.Note)
                .GroupBy(static finding => finding.Code, StringComparer.Ordinal)
                .Select(static group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("code", group.Key))),
            "{finding}", "What is wrong with the broker, by code");
    }

    /// <summary>The broker was asked and said what it is.</summary>
    public bool IsKnown => _state is not null;

    /// <summary>An acknowledged message survives a power cut of the broker.</summary>
    public bool SyncsAlways => _state?.Facts.SyncAlways == true;

    /// <summary>What an operator should see in readiness; <c>null</c> when there is nothing.</summary>
    public string? Degraded => _state?.Findings.Where(static finding => finding.Kind == FindingKind.Warning).Select(static finding => finding.Text).ToArray()
        is { Length: > 0 } texts ? string.Join("; ", texts) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long probed = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var due = _state is not { } state || state.Facts.ServerId != _broker.ServerId || _time.GetElapsedTime(probed) >= s_probeEvery;
                if (!_broker.IsConnected)
                {
                    _state = null; // It may come back with another configuration.
                }
                else if (due)
                {
                    probed = _time.GetTimestamp();
                    var facts = await _probe.ProbeAsync(stoppingToken);
                    Take(new BrokerState(facts, BrokerFindings.Of(facts, _options.MinFreeBytes)));
                }
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !stoppingToken.IsCancellationRequested)
            {
                _state = null;
            }

            await Task.Delay(s_period, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Take(BrokerState state)
    {
        _state = state;
        _admission.Judge(state.Findings);
        var news = state.Findings.Where(static finding => finding.Kind != FindingKind.Note).ToArray();
        var codes = string.Join(' ', news.Select(static finding => finding.Code));
        if (codes != _told)
        {
            _told = codes;
            foreach (var finding in news)
            {
                Log.BrokerFinding(_logger, finding.Code, finding.Text);
            }
        }
    }

    private static IEnumerable<Measurement<long>> Value(long? bytes) => bytes is { } known ? [new Measurement<long>(known)] : [];

    private sealed record BrokerState(BrokerFacts Facts, IReadOnlyList<BrokerFinding> Findings);
}
