using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>The role control for meetings that are walked by hand; one for all tests of a class.</summary>
public sealed class MeetingHost(NatsServer nats, PostgresServer postgres) : IAsyncLifetime
{
    private TestServerHost? _host;

    internal TestServerHost Host => _host!;

    public async ValueTask InitializeAsync() =>
        _host = await TestServerHost.StartAsync("control", ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync()));

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
