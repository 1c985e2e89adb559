using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>A role of the server as a process of its own, and a client of it.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    // On a busy machine: what must come sooner is measured where it is promised.
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyDictionary<string, string> _environment;

    private RoleProcess(IReadOnlyDictionary<string, string> environment, ServerProcess process, Uri address)
    {
        _environment = environment;
        Process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = s_longestAnswer };
    }

    public ServerProcess Process { get; private set; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RoleProcess> StartAsync(string roles, string natsUrl, params IEnumerable<(string Key, string Value)> settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ServerProcess.FreePort()}"));
        var environment = new Dictionary<string, string>
        {
            ["Server__Roles"] = roles,
            ["ConnectionStrings__nats"] = natsUrl,
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_gcServer"] = "0",
        };
        foreach (var (key, value) in settings)
        {
            environment[key] = value;
        }

        var role = new RoleProcess(environment, await LaunchAsync(environment), address);
        try
        {
            await role.IsReadyAsync();
            return role;
        }
        catch
        {
            await role.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kill -9, and again from the start; it need not become ready.</summary>
    public async Task RestartAsync()
    {
        await Process.KillAsync();
        await Process.DisposeAsync();
        Process = await LaunchAsync(_environment);
        await Eventually.HoldsAsync(async () => await HealthAsync() is not null, s_patience, () => Process.Output);
    }

    public Task IsReadyAsync() =>
        Eventually.HoldsAsync(async () => await HealthAsync() == HttpStatusCode.OK, s_patience, () => Process.Output);

    /// <summary>What it says of itself; empty while it does not answer.</summary>
    public async Task<string> StatusAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/health", Stop);
            return await answer.Content.ReadAsStringAsync(Stop);
        }
        catch (Exception e) when (IsAway(e))
        {
            return "";
        }
    }

    /// <summary>One batch, as a gateway sends it.</summary>
    public async Task<IngestReply> PostAsync(string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest/batch")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var answer = await Client.SendAsync(request, Stop);
        return await IngestReply.ReadAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }

    /// <summary>No answer, or none in time, as from a process that only begins.</summary>
    private static bool IsAway(Exception failure) => failure is HttpRequestException or TaskCanceledException && !Stop.IsCancellationRequested;

    private static Task<ServerProcess> LaunchAsync(IReadOnlyDictionary<string, string> environment) =>
        ServerProcess.StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "BmxTiming.Server.dll")], environment);

    private async Task<HttpStatusCode?> HealthAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/health", Stop);
            return answer.StatusCode;
        }
        catch (Exception e) when (IsAway(e))
        {
            return null;
        }
    }
}
