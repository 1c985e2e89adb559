using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class DecoderChannelStateTests
{
    private readonly RawLogBuilder _log = new();

    [Fact]
    public void The_snapshot_holds_the_last_fifty_passings_oldest_first()
    {
        for (var i = 1; i <= 60; i++)
        {
            _log.Lane(1, i * 10);
        }

        var numbers = Snapshot().Passings.Select(passing => passing.GetProperty("passing_number").GetInt32());
        Assert.Equal(Enumerable.Range(11, 50), numbers);
    }

    [Fact]
    public void The_snapshot_holds_the_last_status_of_each_decoder()
    {
        _log.Status(1, decoder: 7);
        _log.Status(2, decoder: 9);
        _log.Status(3, decoder: 7);
        var status = Snapshot().Status;
        Assert.Equal([7, 9], status.Select(one => one.GetProperty("decoder_id").GetInt32()));
        Assert.Equal(RawLogBuilder.At(3).Value, status[0].GetProperty("decoder_time_us").GetInt64());
    }

    [Fact]
    public void Decoders_beyond_the_bound_are_not_remembered_and_known_ones_go_on()
    {
        for (var decoder = 1u; decoder <= 80; decoder++)
        {
            _log.Status(decoder, decoder);
        }

        _log.Status(500, decoder: 1);
        var status = Snapshot().Status;
        Assert.Equal(64, status.Count);
        Assert.Equal(RawLogBuilder.At(500).Value, status[0].GetProperty("decoder_time_us").GetInt64());
    }

    [Fact]
    public void Captured_times_are_in_server_time_once_the_gateway_has_said_how_its_clock_differs()
    {
        _log.Lane(1, 100);
        _log.Gateway(new GatewayPayload(GatewayKinds.ClockOffset, OffsetUs: new Micros(250_000)), 200);
        _log.Lane(1, 5_000);
        var captured = Snapshot().Passings.Select(passing => passing.GetProperty("captured_at_us").GetInt64());
        Assert.Equal([RawLogBuilder.At(105).Value, RawLogBuilder.At(5_005).Value + 250_000], captured);
    }

    [Theory]
    [InlineData(MessageTypes.Passing, true)]
    [InlineData(MessageTypes.Status, true)]
    [InlineData(MessageTypes.Version, true)]
    [InlineData(MessageTypes.Gateway, true)]
    [InlineData(MessageTypes.RaceControl, false)]
    [InlineData("WEATHER", false)]
    public void Only_what_decoders_and_gateways_say_is_shown(string type, bool shown) =>
        Assert.Equal(shown, DecoderChannelState.Shows(type));

    /// <summary>Folds the log and reads the snapshot as a client would.</summary>
    private DecoderSnapshot Snapshot()
    {
        var state = DecoderChannelState.Start(_log.Track, Micros.Zero);
        foreach (var record in _log.Records)
        {
            var message = JsonSerializer.Deserialize(record.Body.Span, WireJson.Default.RawMessage)!;
            state = state.After(message, record.StreamSeq, FrameJson.DecoderPayload(message, state.CapturedUs(message)));
        }

        var bytes = state.EncodeSnapshot(new LiveScope(_log.Track, null, PublicOnly: false));
        var frame = JsonSerializer.Deserialize(bytes, WireJson.Default.LiveFrame)!;
        Assert.Equal(_log.Records[^1].StreamSeq, frame.Seq);
        return frame.Payload.Deserialize(WireJson.Default.DecoderSnapshot)!;
    }
}
