using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

/// <summary>The whole line on a decoder or a connection that misbehaves: every passing from the first that was read stands on the log, once.</summary>
public sealed class DecoderRecoveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData("missed-finish")]
    [InlineData("duplicate-frames")]
    [InlineData("dropped-tcp")]
    [InlineData("corrupt-bytes")]
    [InlineData("one-byte-chunks")]
    [InlineData("error-reply")]
    [InlineData("hello")]
    public async Task Nothing_is_lost_and_nothing_doubled_in(string scenario)
    {
        var id = ScenarioCatalog.All.Single(each => each.Name == scenario).Id;
        await using var rig = await TrackRig.StartAsync(TrackRig.Simulate(id, 30) with { CorruptRate = id == ScenarioName.CorruptBytes ? 0.1 : null });
        await rig.StartGatewayAsync(rig.Options() with { Speed = 30 });
        await WholeAsync(rig, 80);
    }

    [Fact]
    public async Task Connections_that_break_again_and_again_cost_nothing()
    {
        await using var rig = await TrackRig.StartAsync(TrackRig.Simulate(ScenarioName.CleanRace, 30) with { DropRate = 0.03 });
        await rig.StartGatewayAsync(rig.Options() with { Speed = 30 });
        await WholeAsync(rig, 80);
        Assert.InRange(rig.Simulator.Server.Clients, 0, 1);
    }

    [Fact]
    public async Task What_passes_while_the_gateway_is_down_comes_when_it_is_up_again()
    {
        await using var rig = await TrackRig.StartAsync();
        await rig.StartGatewayAsync();
        await Eventually.HoldsAsync(() => Passings(rig).Count > 10, Patience, rig.Describe);
        await rig.StopGatewayAsync();
        var last = rig.Simulator.Decoder.LastNumber;
        await Eventually.HoldsAsync(() => rig.Simulator.Decoder.LastNumber > last + 40, Patience, rig.Describe);
        await rig.StartGatewayAsync();

        await WholeAsync(rig, (int)last + 60);
        Assert.Contains(Passings(rig), static passing => passing.Resent);
    }

    /// <summary>With a full spool nothing is read; the decoder holds it, and is asked for it when there is room again.</summary>
    [Fact]
    public async Task What_passes_while_the_spool_is_full_comes_when_the_server_has_confirmed()
    {
        await using var rig = await TrackRig.StartAsync();
        rig.Ingest.AcceptedToken = "another";
        await rig.StartGatewayAsync(rig.Options() with { SpoolCapBytes = 64 * 1024 });
        await Eventually.HoldsAsync(() => rig.Status().Spool.Full && rig.Simulator.Server.Clients == 0, Patience, rig.Describe);
        var last = rig.Simulator.Decoder.LastNumber;
        await Eventually.HoldsAsync(() => rig.Simulator.Decoder.LastNumber > last + 40, Patience, rig.Describe);
        Assert.Equal(0, rig.Simulator.Server.Clients);
        rig.Ingest.AcceptedToken = FakeIngest.Token;

        await WholeAsync(rig, (int)last + 40);
        Assert.Contains(Passings(rig), passing => passing.Resent && passing.PassingNumber > last);
        Assert.DoesNotContain(rig.Ingest.Of(MessageTypes.Gateway), static message => message.Payload.GetProperty("kind").GetString() == GatewayKinds.PassingGap);
    }

    [Fact]
    public async Task Two_decoders_are_read_over_one_connection_each_and_named()
    {
        await using var rig = await TrackRig.StartAsync(TrackRig.Simulate(ScenarioName.TwoDecoders, TrackRig.Speed));
        var ports = rig.Simulator.Servers.Select(static server => server.EndPoint.Port).ToArray();
        await rig.StartGatewayAsync(rig.Options() with
        {
            Decoders = [new DecoderAddress(new DnsEndPoint("127.0.0.1", ports[0])), new DecoderAddress(new DnsEndPoint("127.0.0.1", ports[1]), "finish")],
        });
        await Eventually.HoldsAsync(() => Passings(rig).Count(static passing => passing.TimingPoint == "finish") >= 16, Patience, rig.Describe);

        Assert.Equal([1, 1], rig.Simulator.Servers.Select(static server => server.Clients));
        var byDecoder = Passings(rig).ToLookup(static passing => passing.DecoderId);
        Assert.All(byDecoder[SimulateOptions.DefaultDecoderId], static passing => Assert.Null(passing.TimingPoint));
        Assert.All(byDecoder[SimulateOptions.DefaultDecoderId + 1], static passing => Assert.Equal("finish", passing.TimingPoint));
        await Eventually.HoldsAsync(
            () => Directory.GetFiles(Path.Combine(rig.SpoolFolder, "bookmarks"), "decoder-*.json").Length == 2, Patience, rig.Describe);
    }

    [Fact]
    public async Task A_clock_that_is_set_in_the_race_is_told()
    {
        await using var rig = await TrackRig.StartAsync(TrackRig.Simulate(ScenarioName.RtcStep, 10));
        await rig.StartGatewayAsync(rig.Options() with { Speed = 10 });
        await Eventually.HoldsAsync(() => Set().Length >= 2, Patience, rig.Describe);

        // At ten times the speed a pause of 0.15 s on this machine is 1.5 s on the decoder's clock. Exact figures: DecoderClockTests.
        Assert.InRange(Set()[0], 1_500_000, 4_500_000);
        Assert.InRange(Set()[1], -4_500_000, -1_500_000);

        // Pauses of this machine are told as well, as steps below those that the scenario makes.
        long[] Set() => [.. Steps(rig).Where(static step => Math.Abs(step) >= 1_500_000)];
    }

    private static async Task WholeAsync(TrackRig rig, int passings)
    {
        await Eventually.HoldsAsync(
            () =>
            {
                var seen = Passings(rig).Select(static passing => (int)passing.PassingNumber).ToArray();
                // The highest numbers may be on their way still.
                return seen.Length >= passings && Whole(seen).Count() >= passings;
            },
            Patience,
            rig.Describe);
        var numbers = Passings(rig).Select(static passing => passing.PassingNumber).ToArray();
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    // The numbers from the first that was read up to the first that is missing.
    private static IEnumerable<int> Whole(int[] seen)
    {
        var all = seen.ToHashSet();
        for (var number = seen.Min(); all.Contains(number); number++)
        {
            yield return number;
        }
    }

    private static long[] Steps(TrackRig rig) =>
    [
        .. rig.Ingest.Of(MessageTypes.Gateway)
            .Select(static message => message.Payload.Deserialize(WireJson.Default.GatewayPayload)!)
            .Where(static notice => notice.Kind == GatewayKinds.ClockStep)
            .Select(static notice => notice.DeltaUs!.Value.Value),
    ];

    private static List<PassingPayload> Passings(TrackRig rig) =>
        [.. rig.Ingest.Of(MessageTypes.Passing).Select(static message => message.Payload.Deserialize(WireJson.Default.PassingPayload)!)];
}
