using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.P3;
using BmxTiming.Tests.Support;
using BmxTiming.Tests.Unit.P3;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

public sealed class RealCaptureReplayTests
{
    [Fact]
    public async Task Frames_of_a_real_decoder_stand_on_the_log_as_they_were_field_by_field()
    {
        var capture = ReplayCapture.Parse(await File.ReadAllBytesAsync(RealCapture.Path, TestContext.Current.CancellationToken));
        Assert.Equal(RealCapture.Frames, capture.Frames.Count);
        var expected = capture.Frames.Select(static frame => Decode(frame.Wire)).ToArray();
        await using var rig = await TrackRig.StartAsync(TrackRig.Simulate(ScenarioName.Replay, double.PositiveInfinity), capture);
        await rig.StartGatewayAsync();
        await Eventually.HoldsAsync(() => Decoded(rig).Count >= expected.Length, TimeSpan.FromSeconds(20), rig.Describe);

        var onLog = Decoded(rig);
        Assert.Equal(expected.Length, onLog.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            AssertEqual(expected[i], onLog[i]);
        }

        Assert.Equal(0, rig.Status().Decoder.CrcFailures);
        Assert.Equal(0, rig.Status().Decoder.UnusablePassings);
    }

    private static List<RawMessage> Decoded(TrackRig rig) =>
        [.. rig.Ingest.Log().Where(static message => message.MessageType is MessageTypes.Passing or MessageTypes.Status)];

    private static P3Message Decode(byte[] wire)
    {
        var reader = new P3FrameReader();
        ReadOnlySpan<byte> bytes = wire;
        Assert.True(reader.TryRead(ref bytes, out var frame));
        return P3Message.Read(frame);
    }

    private static void AssertEqual(P3Message expected, RawMessage message)
    {
        switch (expected)
        {
            case P3Passing passing:
                var onLog = message.Payload.Deserialize(WireJson.Default.PassingPayload)!;
                Assert.Equal(
                    new PassingPayload(
                        passing.PassingNumber!.Value, passing.TransponderId, passing.TransponderCode, new((long)passing.RtcTimeUs!.Value), null,
                        passing.Strength, passing.Hits, passing.PassingFlags!.Value, passing.DecoderId!.Value),
                    onLog);
                break;
            case P3Status status:
                var read = message.Payload.Deserialize(WireJson.Default.StatusPayload)!;
                Assert.Equal(
                    new StatusPayload(
                        read.DecoderTimeUs, status.Noise, status.Gps, status.TemperatureC, status.Satellites, status.InputVoltageDv, status.DecoderId!.Value),
                    read);
                break;
            default:
                Assert.Fail($"{expected.Record} was not expected in this capture.");
                break;
        }
    }
}
