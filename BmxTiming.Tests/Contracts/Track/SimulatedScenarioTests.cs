using System.Net;
using System.Net.Sockets;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Contracts.Track;

/// <summary>What a client sees of a decoder in the scenarios in which the decoder or its line misbehaves.</summary>
public sealed class SimulatedScenarioTests : IAsyncDisposable
{
    private const double Speed = 100;

    private readonly CancellationTokenSource _stopping = new(TimeSpan.FromSeconds(60));
    private SimulatorRun? _run;
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run!.DisposeAsync();
        await Task.WhenAny(_running); // cancelled, as asked
        _stopping.Dispose();
    }

    [Fact]
    public async Task A_withheld_finish_leaves_a_hole_that_resend_fills()
    {
        using var client = await StartAsync(ScenarioName.MissedFinish);
        var before = (await NextAsync<P3Passing>(client)).PassingNumber!.Value;
        var missing = await NextAsync<P3Passing>(client, passing =>
        {
            var hole = passing.PassingNumber!.Value > before + 1;
            before = hole ? before : passing.PassingNumber.Value;
            return hole;
        });

        await client.SendAsync(P3Requests.Resend(before + 1, missing.PassingNumber!.Value - 1), _stopping.Token);
        var found = await NextAsync<P3Passing>(client, passing => passing.PassingNumber == before + 1);
        Assert.True(found.RtcTimeUs <= missing.RtcTimeUs);
    }

    [Fact]
    public async Task The_hello_is_the_first_frame_of_every_connection()
    {
        using var first = await StartAsync(ScenarioName.Hello);
        using var second = await P3Client.ConnectAsync(_run!.Server.EndPoint, _stopping.Token);
        foreach (var client in new[] { first, second })
        {
            Assert.Equal(8, Assert.IsType<P3Hello>(await NextAsync<P3Message>(client)).Token!.Value.Value.Length);
        }
    }

    [Fact]
    public async Task An_old_decoder_answers_session_and_get_time_with_error_four_and_all_else_as_ever()
    {
        using var client = await StartAsync(ScenarioName.ErrorReply);
        foreach (var request in (byte[][])[P3Requests.Ask(P3Record.Session), P3Requests.GetTime()])
        {
            await client.SendAsync(request, _stopping.Token);
            Assert.Equal((ushort)4, (await NextAsync<P3ErrorReply>(client)).Code);
        }

        await client.SendAsync(P3Requests.Version(), _stopping.Token);
        await NextAsync<P3Version>(client);
    }

    [Fact]
    public async Task A_restart_breaks_the_connection_empties_the_store_and_counts_from_one()
    {
        using var client = await StartAsync(ScenarioName.CounterRestart);
        while (await client.NextAsync<P3Passing>(_stopping.Token) is not null)
        {
            // Until the decoder restarts.
        }

        using var again = await P3Client.ConnectAsync(_run!.Server.EndPoint, _stopping.Token);
        await again.SendAsync(P3Requests.Ask(P3Record.Session), _stopping.Token);
        var session = await NextAsync<P3Session>(again);
        Assert.True(session.SessionNumber > 1);
        Assert.InRange(session.LastPassingNumber!.Value, 0u, 33u);
    }

    [Fact]
    public async Task A_clock_that_is_set_shows_in_the_answers_to_get_time()
    {
        _run = new SimulatorRun(Options(ScenarioName.RtcStep, speed: 20), null, TimeProvider.System, NullLogger.Instance);
        _run.Start();
        _running = _run.RunAsync(_stopping.Token);
        using var client = await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
        await Eventually.HoldsAsync(() => _run.Decoder.ClockOffsetUs == RaceTimeline.ClockStepUs, TimeSpan.FromSeconds(30), () => $"{_run.Decoder.ClockOffsetUs}");
        await Eventually.HoldsAsync(() => _run.Decoder.ClockOffsetUs == Micros.Zero, TimeSpan.FromSeconds(30), () => $"{_run.Decoder.ClockOffsetUs}");
    }

    [Fact]
    public async Task Two_decoders_share_a_race_and_their_clocks_are_1_7_s_apart()
    {
        using var track = await StartAsync(ScenarioName.TwoDecoders);
        using var finish = await P3Client.ConnectAsync(_run!.Servers[1].EndPoint, _stopping.Token);
        var gate = await NextAsync<P3Passing>(track, static passing => passing.TransponderId == DemoTrack.GateId);
        var home = await NextAsync<P3Passing>(finish);

        Assert.Equal(gate.DecoderId + 1, home.DecoderId);
        Assert.Equal(1u, home.PassingNumber);
        var elapsedUs = (long)(home.RtcTimeUs! - gate.RtcTimeUs!) - SimulatorRun.SecondClockUs.Value;
        Assert.InRange(elapsedUs, RaceScript.FastestUs.Value - 1_000, RaceScript.SlowestUs.Value + 1_000);
        for (var hill = 0; hill < 24; hill++)
        {
            Assert.Equal(gate.DecoderId, (await NextAsync<P3Passing>(track)).DecoderId);
        }
    }

    [Fact]
    public async Task Corrupted_frames_are_rejected_by_their_crc_and_the_others_are_whole()
    {
        _run = new SimulatorRun(Options(ScenarioName.CleanRace) with { CorruptRate = 0.2 }, null, TimeProvider.System, NullLogger.Instance);
        _run.Start();
        _running = _run.RunAsync(_stopping.Token);
        using var client = await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
        var seen = 0;
        while (seen < 100)
        {
            var passing = await NextAsync<P3Passing>(client);
            Assert.True(passing.IsComplete && passing.DecoderId == SimulateOptions.DefaultDecoderId);
            seen++;
        }

        Assert.InRange(client.Counters.Rejected + client.Counters.Resyncs, 5, 80);
    }

    [Fact]
    public async Task Dropped_connections_can_be_made_anew()
    {
        _run = new SimulatorRun(Options(ScenarioName.CleanRace) with { DropRate = 0.1 }, null, TimeProvider.System, NullLogger.Instance);
        _run.Start();
        _running = _run.RunAsync(_stopping.Token);
        for (var connection = 0; connection < 5; connection++)
        {
            try
            {
                using var client = await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
                while (await client.NextAsync<P3Message>(_stopping.Token) is not null)
                {
                    // Until it breaks.
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It broke before this side knew that it was made.
            }
        }
    }

    [Fact]
    public async Task A_whole_race_day_runs_at_any_speed_and_every_passing_has_its_number()
    {
        _run = new SimulatorRun(Options(ScenarioName.RaceDay, speed: 1000), null, TimeProvider.System, NullLogger.Instance);
        _run.Start();
        _running = _run.RunAsync(_stopping.Token);
        using var client = await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
        // 150 gates and four loops for each of 250 riders in three rounds.
        const uint Passings = 150 + (4 * 3 * 250);
        var gates = new List<ulong>();
        for (var number = 1u; number <= Passings; number++)
        {
            var passing = await NextAsync<P3Passing>(client);
            Assert.Equal(number, passing.PassingNumber);
            if (passing.TransponderId == DemoTrack.GateId)
            {
                gates.Add(passing.RtcTimeUs!.Value);
            }
        }

        Assert.Equal(150, gates.Count);
        Assert.All(gates.Zip(gates.Skip(1)), static pair => Assert.InRange(pair.Second - pair.First, 59_999_000ul, 60_001_000ul));
    }

    private static SimulateOptions Options(ScenarioName scenario, double speed = Speed) =>
        new() { Listen = new IPEndPoint(IPAddress.Loopback, 0), Scenario = scenario, Speed = speed };

    private async Task<P3Client> StartAsync(ScenarioName scenario)
    {
        _run = new SimulatorRun(Options(scenario), null, TimeProvider.System, NullLogger.Instance);
        _run.Start();
        _running = _run.RunAsync(_stopping.Token);
        return await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
    }

    private async Task<T> NextAsync<T>(P3Client client, Func<T, bool>? where = null)
        where T : P3Message =>
        await client.NextAsync(_stopping.Token, where) ?? throw new InvalidOperationException("The decoder closed the connection.");
}
