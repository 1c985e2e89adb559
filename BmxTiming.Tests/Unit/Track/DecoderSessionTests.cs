using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class DecoderSessionTests
{
    private const uint Id = 0x00031F5A;
    private static readonly Micros T0 = new(1_778_923_800_000_000);

    private readonly DecoderSession _session = new(new DecoderOptions { EndPoint = new DnsEndPoint("decoder", 5403), TimingPoint = "finish" });
    private Micros _nowUs = Micros.FromSeconds(100);

    [Fact]
    public void On_connect_it_asks_for_version_time_and_session_and_nothing_that_changes_the_decoder()
    {
        _session.OnConnected(_nowUs);

        Assert.Equal([P3Requests.Version(), P3Requests.GetTime(), P3Requests.Ask(P3Record.Session)], _session.TakeRequests());
        Assert.Empty(_session.TakeRequests());
    }

    [Fact]
    public void A_passing_is_captured_field_by_field()
    {
        var captured = Feed(new P3Passing
        {
            PassingNumber = 1201, TransponderId = 10123456, TransponderCode = "AB-12345", RtcTimeUs = (ulong)T0.Value, Strength = 118, Hits = 31,
            PassingFlags = 0, DecoderId = Id,
        });

        Assert.Equal([MessageTypes.Gateway, MessageTypes.Passing], captured.Select(static message => message.MessageType));
        Assert.Equal(
            new PassingPayload(1201, 10123456, "AB-12345", T0, null, 118, 31, 0, Id, TimingPoint: "finish"),
            JsonSerializer.Deserialize(captured[1].PayloadJson.Span, WireJson.Default.PassingPayload));
    }

    [Fact]
    public void A_gate_pulse_has_neither_strength_nor_code()
    {
        var captured = Feed(new P3Passing { PassingNumber = 1, TransponderId = 9992, RtcTimeUs = (ulong)T0.Value, PassingFlags = 0, DecoderId = Id });

        var json = JsonDocument.Parse(captured[1].PayloadJson).RootElement;
        Assert.Equal(9992, json.GetProperty("transponder_id").GetInt32());
        Assert.False(json.TryGetProperty("strength", out _));
        Assert.False(json.TryGetProperty("transponder_code", out _));
    }

    [Fact]
    public void A_passing_with_the_code_alone_is_captured_and_one_without_a_time_is_counted()
    {
        Assert.Equal(2, Feed(new P3Passing { PassingNumber = 1, TransponderCode = "AB-12345", RtcTimeUs = 5, DecoderId = Id }).Count);
        Assert.Empty(Feed(new P3Passing { PassingNumber = 2, TransponderId = 7, DecoderId = Id }));
        Assert.Empty(Feed(new P3Passing { PassingNumber = 3, TransponderId = 7, RtcTimeUs = ulong.MaxValue, DecoderId = Id }));
        Assert.Equal(2, _session.UnusablePassings);
    }

    [Fact]
    public void Status_carries_the_last_known_time_of_the_decoder_plus_what_has_passed_since()
    {
        Assert.Null(StatusOf(Feed(new P3Status { Noise = 41, DecoderId = Id })).DecoderTimeUs);

        Feed(new P3Passing { PassingNumber = 1, TransponderId = 7, RtcTimeUs = (ulong)T0.Value, DecoderId = Id });
        Pass(2);
        Assert.Equal(T0 + Micros.FromSeconds(2), StatusOf(Feed(new P3Status { Noise = 41, DecoderId = Id })).DecoderTimeUs);
    }

    [Fact]
    public void An_answer_to_get_time_counts_more_than_a_passing()
    {
        _session.OnConnected(_nowUs);
        Pass(2); // asked and answered two seconds apart: the middle is taken
        Feed(new P3GetTime { RtcTimeUs = (ulong)T0.Value, DecoderId = Id });
        Pass(3);
        Feed(new P3Passing { PassingNumber = 1, TransponderId = 7, RtcTimeUs = (ulong)T0.Value, DecoderId = Id });

        Assert.Equal(T0 + Micros.FromSeconds(4), StatusOf(Feed(new P3Status { DecoderId = Id })).DecoderTimeUs);
    }

    [Fact]
    public void A_late_answer_behind_a_status_is_no_sign_of_a_clock_that_was_set()
    {
        _session.OnConnected(_nowUs);
        Pass(4); // the laptop was busy: what the decoder sent at once is read together with its next status
        Feed(new P3Status { DecoderId = Id });
        Feed(new P3GetTime { RtcTimeUs = (ulong)T0.Value, DecoderId = Id });
        Pass(5);
        Feed(new P3Status { DecoderId = Id });

        Assert.Empty(Feed(new P3GetTime { RtcTimeUs = (ulong)(T0 + Micros.FromSeconds(9)).Value, DecoderId = Id }));
    }

    [Fact]
    public void A_decoder_that_stops_answering_get_time_is_timed_by_its_passings()
    {
        _session.OnConnected(_nowUs);
        Feed(new P3GetTime { RtcTimeUs = (ulong)T0.Value, DecoderId = Id });
        Pass(20);
        Feed(new P3Passing { PassingNumber = 1, TransponderId = 7, RtcTimeUs = (ulong)(T0.Value + 3_600_000_000), DecoderId = Id });

        Assert.Equal(T0 + Micros.FromSeconds(3600), StatusOf(Feed(new P3Status { DecoderId = Id })).DecoderTimeUs);
    }

    [Fact]
    public void The_speed_of_a_simulator_scales_what_has_passed()
    {
        var clock = new DecoderClock(speed: 20);
        clock.OnPassing(T0, Micros.FromSeconds(1));

        Assert.Equal(T0 + Micros.FromSeconds(40), clock.At(Micros.FromSeconds(3)));
    }

    [Fact]
    public void Every_status_asks_for_the_time_again()
    {
        Feed(new P3Status { DecoderId = Id });

        Assert.Equal([P3Requests.GetTime()], _session.TakeRequests());
    }

    [Fact]
    public void Version_is_captured_with_the_registration_as_hex()
    {
        var captured = Feed(new P3Version { DecoderType = 0x11, Description = "BMX Decoder", Registration = 0x1122334455667788, DecoderId = Id });

        var version = JsonSerializer.Deserialize(captured[1].PayloadJson.Span, WireJson.Default.VersionPayload)!;
        Assert.Equal("1122334455667788", version.Registration);
        Assert.Equal(0x11, version.DecoderType);
    }

    [Fact]
    public void Unknown_records_are_counted_and_nothing_else_happens()
    {
        Assert.Single(Feed(new P3RawMessage((P3Record)0x7777) { DecoderId = Id })); // the decoder has been heard, that is all

        Assert.Equal(1, _session.Counters.UnknownRecords);
    }

    [Fact]
    public void Connection_and_loss_are_said_once_each_and_only_of_a_decoder_that_spoke()
    {
        _session.OnDisconnected("refused", _nowUs);
        Assert.Empty(_session.TakeCaptured());

        Assert.Equal(GatewayKinds.DecoderConnected, KindOf(Feed(new P3Status { DecoderId = Id })[0]));
        Assert.Single(Feed(new P3Status { DecoderId = Id }));
        _session.OnDisconnected("silent", _nowUs);
        _session.OnDisconnected("silent", _nowUs);
        Assert.Equal(GatewayKinds.DecoderLost, KindOf(Assert.Single(_session.TakeCaptured())));
    }

    [Fact]
    public void A_decoder_is_stale_after_twelve_seconds_without_a_frame_and_dead_before_thirty_are_over()
    {
        _session.OnConnected(_nowUs);
        Assert.False(_session.IsStale(_nowUs + Micros.FromSeconds(12)));
        Assert.True(_session.IsStale(_nowUs + Micros.FromMilliseconds(12_001)));
        Assert.False(_session.IsDead(_nowUs + Micros.FromMilliseconds(29_700)));
        Assert.True(_session.IsDead(_nowUs + Micros.FromMilliseconds(29_999)));

        Pass(29);
        Feed(new P3Status { DecoderId = Id });
        Assert.False(_session.IsStale(_nowUs));
    }

    [Fact]
    public void Bytes_that_are_no_frames_are_no_sign_of_life()
    {
        _session.OnConnected(_nowUs);
        for (var second = 0; second < 30; second++)
        {
            Pass(1);
            _session.OnBytes([0x8E, 0x00, 0x13, 0x37, 0x8F], _nowUs, _nowUs);
        }

        Assert.True(_session.IsDead(_nowUs));
    }

    [Theory]
    [InlineData(0.5, 24, 60)]
    [InlineData(2, 6, 15)]
    [InlineData(200, 3, 7.5)]
    public void Silence_is_measured_in_the_simulators_time_but_this_machine_pauses_no_shorter(double speed, double staleS, double reconnectS)
    {
        var options = new DecoderOptions { EndPoint = new DnsEndPoint("decoder", 5403), Speed = speed };

        Assert.Equal((staleS, reconnectS), (options.StaleAfter.TotalSeconds, options.ReconnectAfter.TotalSeconds));
    }

    [Fact]
    public void A_keep_alive_is_sent_every_ten_seconds()
    {
        _session.OnConnected(_nowUs);
        Feed(new P3Session { FirstPassingNumber = 0, LastPassingNumber = 0, DecoderId = Id });
        _session.TakeRequests();
        var sent = new List<int>();
        for (var second = 1; second <= 30; second++)
        {
            Pass(1);
            _session.OnTick(_nowUs, _nowUs);
            sent.AddRange(_session.TakeRequests().Where(static request => request.SequenceEqual(P3Requests.Watchdog())).Select(_ => second));
        }

        Assert.Equal([10, 20, 30], sent);
    }

    [Fact]
    public void The_undocumented_hello_says_which_decoder_it_is()
    {
        var captured = Feed(new P3Hello { DecoderId = Id });

        Assert.Equal(GatewayKinds.DecoderConnected, KindOf(Assert.Single(captured)));
        Assert.Equal(Id, _session.DecoderId);
    }

    private void Pass(int seconds) => _nowUs += Micros.FromSeconds(seconds);

    private IReadOnlyList<CapturedMessage> Feed(P3Message message)
    {
        _session.OnBytes(message.ToWire(P3Authority.Decoder), _nowUs, _nowUs);
        return _session.TakeCaptured();
    }

    private static StatusPayload StatusOf(IReadOnlyList<CapturedMessage> captured) =>
        JsonSerializer.Deserialize(captured.Single(static m => m.MessageType == MessageTypes.Status).PayloadJson.Span, WireJson.Default.StatusPayload)!;

    private static string? KindOf(CapturedMessage message) => JsonDocument.Parse(message.PayloadJson).RootElement.GetProperty("kind").GetString();
}
