using System.Net.Sockets;
using Npgsql;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Looks whether one instance can do its work.</summary>
internal sealed class HealthProbe
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(30), UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Func<CancellationToken, Task<string?>> check;

    private HealthProbe(Func<CancellationToken, Task<string?>> check)
    {
        this.check = check;
    }

    /// <summary>Null when healthy, else the reason.</summary>
    public async Task<string?> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            return await check(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {timeout.TotalSeconds:0.#} s";
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or NpgsqlException or TimeoutException)
        {
            return exception.Message;
        }
    }

    public static HealthProbe Http(string url, int statusCode) => new(async cancellationToken =>
    {
        using var response = await Client.GetAsync(new Uri(url), cancellationToken);
        return (int)response.StatusCode == statusCode ? null : $"{url} answered {(int)response.StatusCode}";
    });

    /// <summary>A nats-server is ready when its greeting says so: JetStream comes up after the port.</summary>
    public static HealthProbe Nats(int port, bool jetStream) => new(async cancellationToken =>
    {
        using var client = new TcpClient();
        await client.ConnectAsync(PortAllocator.Host, port, cancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var greeting = await reader.ReadLineAsync(cancellationToken) ?? "";
        return greeting.StartsWith("INFO ", StringComparison.Ordinal) && (!jetStream || greeting.Contains("\"jetstream\":true", StringComparison.Ordinal))
            ? null
            : "connected, but JetStream is not ready";
    });

    public static HealthProbe Postgres(string connectionString) => new(async cancellationToken =>
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return null;
    });
}
