using System.Globalization;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>A simulated decoder, and gateways that read it: processes of the track client.</summary>
internal sealed class TrackProcesses : IAsyncDisposable
{
    /// <summary>Simulated seconds per second.</summary>
    public const int Speed = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly List<ServerProcess> _processes = [];
    private readonly int _port = ServerProcess.FreePort();

    /// <param name="scenario">What is raced, again and again.</param>
    /// <param name="director">The server at which the simulator is race control too; absent = nobody is.</param>
    public static async Task<TrackProcesses> StartAsync(string scenario = "clean-race", Uri? director = null)
    {
        var track = new TrackProcesses();
        string[] directs = director is null ? [] : ["--director", director.ToString(), "--track", BatchJson.Track];
        await track.LaunchAsync(
            ["simulate", "--listen", $"127.0.0.1:{Text(track._port)}", "--scenario", scenario, "--speed", Text(Speed), .. directs]);
        return track;
    }

    /// <summary>A gateway of the usual track.</summary>
    /// <param name="spool">Name of its spool; another one is a gateway whose disk was lost.</param>
    public async Task<ServerProcess> AddGatewayAsync(IngestParts parts, string client = BatchJson.Client, string spool = "spool")
    {
        var token = _folder.File($"token-{client}");
        await File.WriteAllTextAsync(token, parts.Token(client) + "\n");
        return await LaunchAsync(
            "run", "--track", BatchJson.Track, "--client", client, "--decoder", $"127.0.0.1:{Text(_port)}", "--ingest", parts.Ingest[0].Address.ToString(),
            "--token-file", token, "--spool", _folder.File($"{spool}-{client}"), "--speed", Text(Speed));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<ServerProcess> LaunchAsync(params string[] arguments)
    {
        var process = await ServerProcess.StartAsync("dotnet", [TrackClientProcess.Assembly, .. arguments]);
        _processes.Add(process);
        return process;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
