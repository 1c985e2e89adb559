using BmxTiming.Bench.Stack;

namespace BmxTiming.Bench.Harness;

/// <summary>What the benchmarks of one run share: a folder, gone with it, and a broker and an ingest server that start when the first row asks.</summary>
internal sealed class BenchContext(Workspace workspace, string natsServer) : IAsyncDisposable
{
    private readonly GatewayKeys _keys = new(workspace);
    private NatsBroker? _broker;
    private Logs? _logs;
    private IngestServer? _ingest;

    public Workspace Workspace => workspace;

    public GatewayKeys Keys => _keys;

    public async Task<NatsBroker> BrokerAsync(CancellationToken cancellationToken) =>
        _broker ??= await NatsBroker.StartAsync(natsServer, workspace, cancellationToken);

    /// <summary>The broker's streams, made as <c>provision</c> makes them.</summary>
    public async Task<Logs> LogsAsync(CancellationToken cancellationToken) =>
        _logs ??= await Logs.ProvisionAsync(await BrokerAsync(cancellationToken), cancellationToken);

    public async Task<IngestServer> IngestAsync(CancellationToken cancellationToken)
    {
        await LogsAsync(cancellationToken);
        return _ingest ??= await IngestServer.StartAsync(await BrokerAsync(cancellationToken), _keys, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ingest is not null)
        {
            await _ingest.DisposeAsync();
        }

        if (_logs is not null)
        {
            await _logs.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        _keys.Dispose();
        workspace.Dispose();
    }
}
