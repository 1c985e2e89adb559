using System.Net;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Simulation.Director;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>Simulated decoders and what happens on their track, until cancelled.</summary>
internal sealed class SimulatorRun : IAsyncDisposable
{
    /// <summary>By how much the second decoder's clock is ahead.</summary>
    public static readonly Micros SecondClockUs = Micros.FromMilliseconds(1_700);

    private static readonly TimeSpan StatusPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Between two races that nobody directs, and before the first gate of a race day.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly SimulateOptions _options;
    private readonly ReplayCapture? _capture;
    private readonly SimClock _clock;
    private readonly DecoderServer[] _servers;
    private readonly ILogger _log;
    private readonly TimeProvider _time;

    public SimulatorRun(SimulateOptions options, ReplayCapture? capture, TimeProvider time, ILogger log)
    {
        _options = options;
        _capture = capture;
        _time = time;
        _log = log;
        _clock = new SimClock(time, options.Speed);
        if (capture is { Frames.Count: > 0 })
        {
            _clock.Set(capture.Frames[0].AtUs);
        }

        var id = options.DecoderId ?? capture?.DecoderId ?? SimulateOptions.DefaultDecoderId;
        Decoder = NewDecoder(id, Micros.Zero);
        _servers = options.Scenario == ScenarioName.TwoDecoders
            ? [NewServer(Decoder, 0), NewServer(NewDecoder(id + 1, SecondClockUs), 1)]
            : [NewServer(Decoder, 0)];
    }

    public SimulatedDecoder Decoder { get; }

    public DecoderServer Server => _servers[0];

    public IReadOnlyList<DecoderServer> Servers => _servers;

    public void Start()
    {
        foreach (var server in _servers)
        {
            server.Start();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> parts = [PlayAsync(linked.Token)];
        if (_options.Scenario != ScenarioName.Replay)
        {
            parts.Add(SendStatusAsync(linked.Token));
        }

        try
        {
            await await Task.WhenAny(parts);
        }
        finally
        {
            await linked.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private SimulatedDecoder NewDecoder(uint id, Micros offsetUs) => new(id, _options.Profile, _options.Seed)
    {
        ClockOffsetUs = offsetUs,
        IsNoisy = _options.Scenario == ScenarioName.NoisyLoop,
        IsOld = _options.Scenario == ScenarioName.ErrorReply,
    };

    // Port 0 is any free one for each.
    private DecoderServer NewServer(SimulatedDecoder decoder, int index)
    {
        var listen = _options.Listen.Port == 0 ? _options.Listen : new IPEndPoint(_options.Listen.Address, _options.Listen.Port + index);
        var udp = _options.UdpPort is { } port and not 0 ? port + index : _options.UdpPort;
        return new DecoderServer(
            new DecoderServerOptions(listen, _options.MaxClients, _options.Faults, _options.Seed, udp, _options.Scenario == ScenarioName.Hello),
            decoder,
            _clock,
            _log);
    }

    private Task PlayAsync(CancellationToken cancellationToken)
    {
        var stage = new RaceStage(_servers, _clock, _options.Scenario, _options.Seed);
        return _options switch
        {
            { Scenario: ScenarioName.Replay } => ReplayAsync(cancellationToken),
            { Scenario: ScenarioName.Idle } => Task.Delay(Timeout.Infinite, cancellationToken),
            { Scenario: ScenarioName.RaceDay } => RaceDayAsync(RaceDay.Create(_options.Seed), stage, cancellationToken),
            { Director: { } server, Track: { } track } => DirectAsync(server, new DemoMeeting(track, Decoder.DecoderId), stage, cancellationToken),
            _ => RaceAsync(stage, cancellationToken),
        };
    }

    private async Task DirectAsync(Uri server, DemoMeeting meeting, RaceStage stage, CancellationToken cancellationToken)
    {
        using var api = new ControlApi(server, meeting.Track, _time);
        await new RaceDirector(api, meeting, stage.RunAsync, _clock, _options.ResultPatience, _time, _log).RunAsync(cancellationToken);
    }

    private async Task RaceAsync(RaceStage stage, CancellationToken cancellationToken)
    {
        var riders = DemoRoster.Fixed();
        while (true)
        {
            await _clock.DelayAsync(Pause, cancellationToken);
            await stage.RunAsync(riders, cancellationToken);
        }
    }

    // It starts when somebody listens, and every gate drops at its minute, however late this program is.
    private async Task RaceDayAsync(RaceDay day, RaceStage stage, CancellationToken cancellationToken)
    {
        await Server.FirstClient.WaitAsync(cancellationToken);
        var firstGateUs = _clock.NowUs + Micros.From(Pause);
        foreach (var moto in day.Motos)
        {
            var gateUs = firstGateUs + Micros.From((moto.Number - 1) * RaceDay.Interval);
            await _clock.DelayUntilAsync(gateUs, cancellationToken);
            await stage.RunAsync(moto.Riders, gateUs, cancellationToken);
        }

        _log.RaceDayDone(day.Motos.Count, day.Riders);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async Task SendStatusAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var server in _servers)
            {
                server.Broadcast(static decoder => decoder.Status());
            }

            await _clock.DelayAsync(StatusPeriod, cancellationToken);
        }
    }

    // A recording starts when somebody listens, or its beginning would be lost; afterwards the decoder is silent but answers.
    private async Task ReplayAsync(CancellationToken cancellationToken)
    {
        await Server.FirstClient.WaitAsync(cancellationToken);
        var startUs = _capture!.Frames.Count > 0 ? _capture.Frames[0].AtUs : Micros.Zero;
        _clock.Set(startUs);
        foreach (var frame in _capture.Frames)
        {
            await _clock.DelayUntilAsync(frame.AtUs, cancellationToken);
            if (double.IsInfinity(_options.Speed))
            {
                _clock.Set(frame.AtUs);
            }

            await Server.BroadcastPacedAsync(decoder => Keep(decoder, frame), cancellationToken);
        }

        _log.ReplayDone(_capture.Frames.Count);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static byte[] Keep(SimulatedDecoder decoder, ReplayFrame frame)
    {
        if (frame.PassingNumber is { } number)
        {
            decoder.KeepForeign(number, frame.Wire);
        }

        return frame.Wire;
    }
}
