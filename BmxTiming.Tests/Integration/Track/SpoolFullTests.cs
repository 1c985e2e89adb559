using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using BmxTiming.TrackClient.Spool;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

public sealed class SpoolFullTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CaptureQueue _queue = new();
    private readonly BootClock _clock = new(TimeProvider.System);
    private readonly MemorySpoolFiles _files = new();
    private readonly SimulatorRun _simulator = new(
        TrackRig.Simulate(ScenarioName.Idle, 200), null, TimeProvider.System, NullLogger.Instance);

    private SpoolHost? _spool;
    private DecoderHost? _decoder;
    private Task _simulating = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _decoder!.StopAsync(CancellationToken.None);
        await _spool!.StopAsync(CancellationToken.None);
        await _stopping.CancelAsync();
        await _simulator.DisposeAsync();
        await Task.WhenAny(_simulating); // cancelled, as asked
        _decoder.Dispose();
        _spool.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public async Task At_the_cap_the_decoder_is_let_go_and_taken_again_when_the_server_has_confirmed()
    {
        await StartAsync(new SpoolOptions { SegmentBytes = 4096, CapBytes = 16 * 1024 });
        await Eventually.HoldsAsync(() => _decoder!.Report().State == DecoderLinkState.Full, Patience, Describe);
        await Eventually.HoldsAsync(() => _simulator.Server.Clients == 0, Patience, Describe);
        await Eventually.HoldsAsync(() => Kinds().Contains(GatewayKinds.SpoolFull), Patience, Describe);
        var (kept, unsent) = _spool!.Use(static core => (core.NextSeq - 1, core.UnsentRecords));
        Assert.Equal(kept, unsent);

        // From here on the server confirms whatever comes, or the tiny spool would be full again before the resumption is told.
        await Eventually.HoldsAsync(
            () =>
            {
                ConfirmAll();
                return _decoder!.Report().State == DecoderLinkState.Connected;
            },
            Patience,
            Describe);
        await Eventually.HoldsAsync(
            () =>
            {
                var resumed = Kinds().Contains(GatewayKinds.SpoolResumed);
                ConfirmAll();
                return resumed;
            },
            Patience,
            Describe);
    }

    [Fact]
    public async Task A_disk_that_fails_for_a_while_loses_nothing_that_was_captured()
    {
        _files.FailingSyncs = 2;
        await StartAsync(new SpoolOptions());
        await Eventually.HoldsAsync(() => _files.FailingSyncs < 2 && _spool!.IsFull, Patience, Describe);
        await Eventually.HoldsAsync(() => !_spool!.IsFull && _decoder!.Report().State == DecoderLinkState.Connected, Patience, Describe);
        await Eventually.HoldsAsync(() => _spool!.Status().LastSeq > 20, Patience, Describe);

        var read = _spool!.Use(static core => core.Read(core.Current.Id, 1, 20, int.MaxValue));
        Assert.Equal(20, read.LastSeq);
        Assert.Contains(GatewayKinds.DecoderConnected, Kinds());
    }

    private async Task StartAsync(SpoolOptions options)
    {
        _simulator.Start();
        _simulating = _simulator.RunAsync(_stopping.Token);
        var envelopes = new EnvelopeWriter(TrackId.Parse("track-a"), ClientId.Parse("gw-a1"));
        _spool = new SpoolHost(_files, options, _queue, envelopes, _clock, NullLogger<SpoolHost>.Instance);
        var decoder = new DecoderOptions { EndPoint = new DnsEndPoint("127.0.0.1", _simulator.Server.EndPoint.Port), Speed = 200 };
        _decoder = new DecoderHost(decoder, _queue, _spool, _clock, NullLogger<DecoderHost>.Instance);
        await _spool.StartAsync(CancellationToken.None);
        await _decoder.StartAsync(CancellationToken.None);
    }

    private void ConfirmAll() => _spool!.Use(static core =>
    {
        core.Ack(core.Current.Id, core.NextSeq - 1, core.NextSeq - 1);
        return true;
    });

    private string[] Kinds() => _spool!.Use(static core =>
    {
        var kinds = new List<string>();
        for (var seq = core.Current.FirstKeptSeq; seq <= core.Current.LastSeq; seq++)
        {
            var envelope = JsonDocument.Parse(core.Read(core.Current.Id, seq, 1, int.MaxValue).Records[0]).RootElement;
            if (envelope.GetProperty("message_type").GetString() == MessageTypes.Gateway)
            {
                kinds.Add(envelope.GetProperty("payload").GetProperty("kind").GetString()!);
            }
        }

        return kinds.ToArray();
    });

    private string Describe() => $"{_decoder!.Report().State}, {_spool!.Status()}, failing {_files.FailingSyncs}, kinds {string.Join(',', Kinds())}";
}
