using System.Net;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.TrackClient;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using BmxTiming.TrackClient.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace BmxTiming.Tests.Support;

/// <summary>A simulated decoder, a real track gateway and a fake ingest, all in this process, over real sockets and files.</summary>
internal sealed class TrackRig : IAsyncDisposable
{
    /// <summary>Simulated seconds per second.</summary>
    public const double Speed = 60;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _simulating = Task.CompletedTask;
    private SimulatorRun? _simulator;
    private IHost? _gateway;

    private TrackRig(FakeIngest ingest) => Ingest = ingest;

    public FakeIngest Ingest { get; }

    public string TokenFile => _folder.File("token");

    public string SpoolFolder => _folder.File("spool");

    public IPEndPoint Decoder => _simulator!.Server.EndPoint;

    public SimulatorRun Simulator => _simulator!;

    public static async Task<TrackRig> StartAsync(SimulateOptions? simulate = null, ReplayCapture? capture = null)
    {
        var rig = new TrackRig(await FakeIngest.StartAsync());
        await File.WriteAllTextAsync(rig.TokenFile, FakeIngest.Token + "\n");
        rig.StartSimulator(simulate ?? Simulate(ScenarioName.CleanRace, Speed), capture);
        return rig;
    }

    public static SimulateOptions Simulate(ScenarioName scenario, double speed) =>
        new() { Listen = new IPEndPoint(IPAddress.Loopback, 0), Scenario = scenario, Speed = speed };

    public void StartSimulator(SimulateOptions options, ReplayCapture? capture = null)
    {
        _simulator = new SimulatorRun(options, capture, TimeProvider.System, NullLogger.Instance);
        _simulator.Start();
        _simulating = _simulator.RunAsync(_stopping.Token);
    }

    public RunOptions Options(Uri? ingest = null, IPEndPoint? decoder = null) => new()
    {
        Track = TrackId.Parse("track-a"),
        Client = ClientId.Parse("gw-a1"),
        Decoders = [new DecoderAddress(new DnsEndPoint("127.0.0.1", (decoder ?? Decoder).Port))],
        Ingest = ingest ?? Ingest.Address,
        TokenFile = TokenFile,
        SpoolDirectory = SpoolFolder,
        Speed = Speed,
    };

    public async Task StartGatewayAsync(RunOptions? options = null)
    {
        _gateway = TrackGateway.Build(options ?? Options());
        await _gateway.StartAsync();
    }

    public async Task StopGatewayAsync()
    {
        await _gateway!.StopAsync();
        _gateway.Dispose();
        _gateway = null;
    }

    public TrackStatus Status() => _gateway!.Services.GetRequiredService<StatusSource>().Read();

    public string Describe() =>
        $"{Ingest.Requests} requests, {Ingest.Log().Count} on the log, {Ingest.Of(MessageTypes.Passing).Count} passings; {(_gateway is null ? "no gateway" : Status())}";

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await StopGatewayAsync();
        }

        await _stopping.CancelAsync();
        await _simulator!.DisposeAsync();
        try
        {
            await _simulating;
        }
        catch (OperationCanceledException)
        {
            // Stopped as asked.
        }

        await Ingest.DisposeAsync();
        _stopping.Dispose();
        _folder.Dispose();
    }
}
