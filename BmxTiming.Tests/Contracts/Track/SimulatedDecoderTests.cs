using System.Net;
using BmxTiming.Protocol.P3;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Contracts.Track;

/// <summary>What a client may expect of a decoder, asked of the simulated one through the real codec and a real socket.</summary>
public sealed class SimulatedDecoderTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new(TimeSpan.FromSeconds(30));
    private SimulatorRun? _run;
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }

        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // Stopped as asked.
        }

        _stopping.Dispose();
    }

    [Theory]
    [InlineData("prochip", null)]
    [InlineData("prochip", 1)]
    [InlineData("ambrc", null)]
    [InlineData("ambrc", 7)]
    public async Task A_race_reads_back_without_a_fault_in_either_profile_and_in_pieces(string profileName, int? chunkBytes)
    {
        var profile = profileName == "ambrc" ? DecoderProfile.AmbRc : DecoderProfile.ProChip;
        using var client = await StartAsync(new() { Listen = Any, Scenario = ScenarioName.CleanRace, Speed = 100, Profile = profile, ChunkBytes = chunkBytes });
        var gate = await NextAsync<P3Passing>(client, static passing => passing.TransponderId == DemoTrack.GateId);
        var riders = new List<P3Passing>();
        while (riders.Count < 32)
        {
            riders.Add(await NextAsync<P3Passing>(client));
        }

        var status = await NextAsync<P3Status>(client);
        Assert.Equal(Enumerable.Range((int)gate.PassingNumber! + 1, 32), riders.Select(static rider => (int)rider.PassingNumber!));
        Assert.All(riders, static rider => Assert.True(rider is { IsComplete: true, Strength: > 0, Hits: > 0 }));
        Assert.Equal(8, riders.Select(static rider => rider.TransponderId).Distinct().Count());
        Assert.Null(gate.Strength);
        Assert.Null(gate.TransponderCode);
        Assert.Equal(0ul, gate.RtcTimeUs % 1000);
        Assert.Equal(0, client.Counters.Rejected);
        Assert.Equal(0, client.Counters.UnknownTags);
        if (profile == DecoderProfile.AmbRc)
        {
            Assert.All(riders, static rider => Assert.True(rider.TransponderCode is null && rider.RtcTimeUs % 1000 == 0));
            Assert.True(status is { InputVoltageDv: > 100, Satellites: null });
        }
        else
        {
            Assert.All(riders, static rider => Assert.NotNull(rider.TransponderCode));
            Assert.Contains(riders, static rider => rider.RtcTimeUs % 1000 != 0);
            Assert.True(status is { InputVoltageDv: null, Satellites: not null });
        }
    }

    [Fact]
    public void The_fields_of_a_passing_stand_in_the_order_of_the_profile()
    {
        var rider = DemoRoster.Fixed()[0];
        var passing = new ScriptedPassing(new(1), DemoTrack.Hill, rider, 100, 20);

        Assert.Equal([0x01, 0x03, 0x0A, 0x05, 0x06, 0x04, 0x08, 0x81], Tags(new SimulatedDecoder(1, DecoderProfile.ProChip, 1).Pass(passing, new(5000))));
        Assert.Equal([0x01, 0x03, 0x04, 0x05, 0x06, 0x08, 0x81], Tags(new SimulatedDecoder(1, DecoderProfile.AmbRc, 1).Pass(passing, new(5000))));
        Assert.Equal([0x01, 0x03, 0x04, 0x08, 0x81], Tags(new SimulatedDecoder(1, DecoderProfile.ProChip, 1).Gate(new(5000))));
    }

    [Fact]
    public async Task Questions_are_answered()
    {
        using var client = await StartAsync(new() { Listen = Any, Scenario = ScenarioName.Idle, DecoderId = 4711 });

        await client.SendAsync(P3Requests.Version(), _stopping.Token);
        var version = await NextAsync<P3Version>(client);
        Assert.True(version is { DecoderId: 4711, DecoderType: 0x11, Description: not null });

        await client.SendAsync(P3Requests.GetTime(), _stopping.Token);
        Assert.True((await NextAsync<P3GetTime>(client)).RtcTimeUs > 1_700_000_000_000_000);

        await client.SendAsync(P3Requests.Ping(), _stopping.Token);
        await NextAsync<P3RawMessage>(client, static message => message.Record == P3Record.Ping);

        await client.SendAsync(P3Requests.Ask(P3Record.Session), _stopping.Token);
        Assert.Equal(0u, (await NextAsync<P3Session>(client)).LastPassingNumber);
    }

    [Fact]
    public async Task Stored_passings_come_again_on_resend_and_session_tells_which()
    {
        using var client = await StartAsync(new() { Listen = Any, Scenario = ScenarioName.CleanRace, Speed = 100 });
        var seen = new Dictionary<uint, P3Passing>();
        while (seen.Count < 40)
        {
            var passing = await NextAsync<P3Passing>(client);
            seen.Add(passing.PassingNumber!.Value, passing);
        }

        await client.SendAsync(P3Requests.Ask(P3Record.Session), _stopping.Token);
        var session = await NextAsync<P3Session>(client);
        Assert.Equal(1u, session.FirstPassingNumber);
        Assert.True(session.LastPassingNumber >= 40);

        await client.SendAsync(P3Requests.Resend(10, 12), _stopping.Token);
        foreach (var number in new uint[] { 10, 11, 12 })
        {
            Assert.Equal(seen[number], await NextAsync<P3Passing>(client, passing => passing.PassingNumber == number));
        }
    }

    [Fact]
    public async Task Bad_requests_are_answered_with_the_protocols_errors()
    {
        using var client = await StartAsync(new() { Listen = Any, Scenario = ScenarioName.Idle });

        await client.SendAsync(new P3RawMessage((P3Record)0x0777).ToWire(P3Authority.Decoder), _stopping.Token);
        Assert.Equal((ushort)4, (await NextAsync<P3ErrorReply>(client)).Code);

        await client.SendAsync(new P3Resend { From = 1 }.ToWire(P3Authority.Decoder), _stopping.Token);
        Assert.Equal((ushort)5, (await NextAsync<P3ErrorReply>(client)).Code);

        var damaged = P3Requests.Version();
        damaged[12] ^= 1;
        await client.SendAsync(damaged, _stopping.Token);
        Assert.Equal((ushort)1, (await NextAsync<P3ErrorReply>(client)).Code);
    }

    [Fact]
    public async Task The_fifth_client_is_refused_and_the_four_are_served()
    {
        using var first = await StartAsync(new() { Listen = Any, Scenario = ScenarioName.Idle, Speed = 20 });
        var others = new List<P3Client>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(await P3Client.ConnectAsync(_run!.Server.EndPoint, _stopping.Token));
        }

        await Eventually.HoldsAsync(() => _run!.Server.Clients == 4, TimeSpan.FromSeconds(5), () => $"{_run!.Server.Clients} clients");
        using var fifth = await P3Client.ConnectAsync(_run!.Server.EndPoint, _stopping.Token);
        Assert.Null(await fifth.NextAsync<P3Message>(_stopping.Token));
        foreach (var client in others.Prepend(first))
        {
            await NextAsync<P3Status>(client);
            client.Dispose();
        }

        // A place is free again.
        await Eventually.HoldsAsync(() => _run!.Server.Clients == 0, TimeSpan.FromSeconds(5), () => $"{_run!.Server.Clients} clients");
        using var next = await P3Client.ConnectAsync(_run!.Server.EndPoint, _stopping.Token);
        await NextAsync<P3Status>(next);
    }

    [Fact]
    public async Task Status_comes_every_five_simulated_seconds()
    {
        using var client = await StartAsync(new() { Listen = Any, Scenario = ScenarioName.Idle, Speed = 50 });
        await NextAsync<P3Status>(client);
        var since = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 10; i++)
        {
            await NextAsync<P3Status>(client);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(since).TotalSeconds, 0.85, 4);
    }

    [Fact]
    public async Task A_replay_gives_back_the_bytes_of_the_capture_from_its_beginning()
    {
        var decoder = new SimulatedDecoder(99, DecoderProfile.AmbRc, 1);
        var rider = DemoRoster.Fixed()[0];
        byte[] capture =
        [
            0x00, 0x11, .. decoder.Status(), .. decoder.Gate(new(1_000_000_000)),
            .. decoder.Pass(new ScriptedPassing(new(0), "hill", rider, 90, 20), new(1_002_000_000)), .. decoder.Status(),
        ];
        using var client = await StartAsync(
            new() { Listen = Any, Scenario = ScenarioName.Replay, Speed = double.PositiveInfinity }, ReplayCapture.Parse(capture));
        await NextAsync<P3Passing>(client, static passing => passing.PassingNumber == 2);
        await NextAsync<P3Status>(client);

        Assert.Equal(capture, client.Received);
        await client.SendAsync(P3Requests.GetTime(), _stopping.Token);
        Assert.Equal(99u, (await NextAsync<P3GetTime>(client)).DecoderId);
    }

    [Fact]
    public void A_capture_in_hex_lines_is_the_same_as_in_bytes_and_keeps_its_own_pace()
    {
        var decoder = new SimulatedDecoder(99, DecoderProfile.AmbRc, 1);
        byte[][] frames = [decoder.Status(), decoder.Gate(new(1_000_000_000)), decoder.Status(), decoder.Gate(new(1_008_000_000)), decoder.Status()];
        var hex = string.Join('\n', frames.Select(Convert.ToHexStringLower)) + "\n";

        var binary = ReplayCapture.Parse(frames.SelectMany(static frame => frame).ToArray());
        var lines = ReplayCapture.Parse(System.Text.Encoding.ASCII.GetBytes(hex));

        Assert.Equal(binary.Frames.Select(static frame => frame.Wire), lines.Frames.Select(static frame => frame.Wire));
        Assert.Equal([995, 1000, 1004, 1008, 1013], lines.Frames.Select(static frame => frame.AtUs.Value / 1_000_000));
        Assert.Throws<InvalidDataException>(static () => ReplayCapture.Parse("8e02zz"u8));
    }

    private static IPEndPoint Any => new(IPAddress.Loopback, 0);

    private async Task<P3Client> StartAsync(SimulateOptions options, ReplayCapture? capture = null)
    {
        _run = new SimulatorRun(options, capture, TimeProvider.System, NullLogger.Instance);
        _run.Start();
        _running = _run.RunAsync(_stopping.Token);
        return await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
    }

    private async Task<T> NextAsync<T>(P3Client client, Func<T, bool>? where = null)
        where T : P3Message =>
        await client.NextAsync(_stopping.Token, where) ?? throw new InvalidOperationException("The decoder closed the connection.");

    private static List<int> Tags(byte[] wire)
    {
        var reader = new P3FrameReader();
        ReadOnlySpan<byte> bytes = wire;
        Assert.True(reader.TryRead(ref bytes, out var frame));
        var tags = new List<int>();
        foreach (var tlv in frame.Tlvs)
        {
            tags.Add(tlv.Tag);
        }

        return tags;
    }
}
