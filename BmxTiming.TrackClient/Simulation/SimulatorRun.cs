using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Simulation.Director;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>A simulated decoder and what happens on its track, until cancelled.</summary>
internal sealed class SimulatorRun : IAsyncDisposable
{
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Between two races that nobody directs.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly SimulateOptions _options;
    private readonly ReplayCapture? _capture;
    private readonly SimClock _clock;
    private readonly DecoderServer _server;
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
        Decoder = new SimulatedDecoder(id, options.Profile, options.Seed);
        _server = new DecoderServer(options.Listen, options.MaxClients, options.ChunkBytes, Decoder, _clock, log);
    }

    public SimulatedDecoder Decoder { get; }

    public DecoderServer Server => _server;

    public void Start() => _server.Start();

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

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task PlayAsync(CancellationToken cancellationToken)
    {
        var kind = _options.Scenario == ScenarioName.PhotoFinish ? RaceKind.PhotoFinish : RaceKind.Clean;
        var stage = new RaceStage(_server, _clock, kind, _options.Seed);
        return _options switch
        {
            { Scenario: ScenarioName.Replay } => ReplayAsync(cancellationToken),
            { Scenario: ScenarioName.Idle } => Task.Delay(Timeout.Infinite, cancellationToken),
            { Director: { } server, Track: { } track } => DirectAsync(server, new DemoMeeting(track, Decoder.DecoderId), stage, cancellationToken),
            _ => RaceAsync(stage, cancellationToken),
        };
    }

    private async Task DirectAsync(Uri server, DemoMeeting meeting, RaceStage stage, CancellationToken cancellationToken)
    {
        using var api = new ControlApi(server, meeting.Track, _time);
        await new RaceDirector(api, meeting, stage.RunAsync, _clock, _time, _log).RunAsync(cancellationToken);
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

    private async Task SendStatusAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _server.Broadcast(static decoder => decoder.Status());
            await _clock.DelayAsync(StatusPeriod, cancellationToken);
        }
    }

    // A recording starts when somebody listens, or its beginning would be lost; afterwards the decoder is silent but answers.
    private async Task ReplayAsync(CancellationToken cancellationToken)
    {
        await _server.FirstClient.WaitAsync(cancellationToken);
        var startUs = _capture!.Frames.Count > 0 ? _capture.Frames[0].AtUs : Micros.Zero;
        _clock.Set(startUs);
        foreach (var frame in _capture.Frames)
        {
            await _clock.DelayUntilAsync(frame.AtUs, cancellationToken);
            if (double.IsInfinity(_options.Speed))
            {
                _clock.Set(frame.AtUs);
            }

            await _server.BroadcastPacedAsync(decoder => Keep(decoder, frame), cancellationToken);
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
