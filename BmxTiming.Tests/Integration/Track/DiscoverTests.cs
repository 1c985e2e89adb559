using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BmxTiming.Protocol.P3;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder.Discovery;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

public sealed class DiscoverTests
{
    private static readonly IPEndPoint s_any = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Decoders_that_answer_are_found_with_who_they_are()
    {
        await using var run = Simulate();
        var asked = run.Servers.Select(static server => server.DiscoveryEndPoint!).ToArray();
        var found = await new DecoderDiscovery(s_any, asked, TimeProvider.System).RunAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        Assert.Equal([SimulateOptions.DefaultDecoderId, SimulateOptions.DefaultDecoderId + 1], found.Select(static each => each.DecoderId!.Value).Order());
        Assert.All(found, static each => Assert.Equal("Simulated BMX decoder", each.Description));
        Assert.All(found, static each => Assert.NotNull(each.Noise));
        // Nobody was asked over TCP.
        Assert.All(run.Servers, static server => Assert.Equal(0, server.Clients));
    }

    [Fact]
    public async Task The_verb_prints_json_and_says_by_its_exit_code_whether_there_are_any()
    {
        await using var run = Simulate();
        var port = run.Server.DiscoveryEndPoint!.Port.ToString(CultureInfo.InvariantCulture);
        await using var verb = TrackClientProcess.Start("discover", "--seconds", "2", "--json", "--bind", "127.0.0.1:0", "--to", $"127.0.0.1:{port}");
        Assert.Equal(0, await verb.WaitAsync(TimeSpan.FromSeconds(60)));
        var found = Assert.Single(JsonDocument.Parse(verb.Output).RootElement.EnumerateArray().ToArray());
        Assert.Equal(SimulateOptions.DefaultDecoderId, found.GetProperty("decoder_id").GetUInt32());
        Assert.Equal($"127.0.0.1:{port}", found.GetProperty("address").GetString());

        await using var nobody = TrackClientProcess.Start("discover", "--seconds", "1", "--bind", "127.0.0.1:0", "--to", $"127.0.0.1:{ClosedPort()}");
        Assert.Equal(1, await nobody.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("No decoder answered.", nobody.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoder_that_speaks_by_itself_is_found_and_our_own_question_is_not()
    {
        var answers = new DiscoveryAnswers();
        var from = new IPEndPoint(IPAddress.Parse("192.168.1.7"), 5403);
        answers.OnDatagram(P3Requests.Version(), from);
        answers.OnDatagram([0x8E, 1, 2, 3], from);
        Assert.Empty(answers.Found);

        answers.OnDatagram(new P3Status { Noise = 40, DecoderId = 5 }.ToWire(P3Authority.Decoder), from);
        Assert.Equal(new FoundDecoder("192.168.1.7:5403", 5, Noise: 40), Assert.Single(answers.Found));
    }

    [Fact]
    public void Noise_of_a_network_does_not_fill_the_memory()
    {
        var answers = new DiscoveryAnswers();
        for (uint id = 0; id < 1_000; id++)
        {
            answers.OnDatagram(new P3Status { DecoderId = id }.ToWire(P3Authority.Decoder), new IPEndPoint(IPAddress.Loopback, 1));
        }

        Assert.Equal(DiscoveryAnswers.MaxDecoders, answers.Found.Count);
    }

    [Theory]
    [InlineData("192.168.1.17", "255.255.255.0", "192.168.1.255")]
    [InlineData("10.1.2.3", "255.255.252.0", "10.1.3.255")]
    [InlineData("127.0.0.1", "255.0.0.0", "127.255.255.255")]
    public void The_broadcast_of_an_interface_is_its_own(string address, string mask, string broadcast) =>
        Assert.Equal(broadcast, DiscoveryTargets.Broadcast(IPAddress.Parse(address), IPAddress.Parse(mask)).ToString());

    private static SimulatorRun Simulate()
    {
        var run = new SimulatorRun(
            new SimulateOptions { Listen = s_any, Scenario = ScenarioName.TwoDecoders }, null, TimeProvider.System, NullLogger.Instance);
        run.Start();
        return run;
    }

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(s_any);
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
