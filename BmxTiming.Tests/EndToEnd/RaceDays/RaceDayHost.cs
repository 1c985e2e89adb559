using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>Every role a race day needs in one process, over a real broker and database; one for all days.</summary>
public sealed class RaceDayHost(NatsServer nats, PostgresServer postgres) : IAsyncLifetime
{
    private readonly TestTokens _tokens = new();
    private TestServerHost? _host;

    internal HttpClient Http => _host!.Client;

    public async ValueTask InitializeAsync()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        settings["Auth:GatewayKeys:0"] = _tokens.PublicKeyPath;
        settings["Streams:MonitoringUrl"] = nats.MonitoringUrl;
        _host = await TestServerHost.StartAsync("ingest,race-engine,projections,control,ws-gateway", settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _tokens.Dispose();
    }

    internal string GatewayToken(string track, string client) => _tokens.Gateway(track, client);
}
