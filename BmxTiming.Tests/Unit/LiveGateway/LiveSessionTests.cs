using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class LiveSessionTests
{
    private readonly LiveTrack _track = new(capacity: 8);
    private readonly FrameList _sink = new();
    private readonly LiveGatewayOptions _options = new();
    private LiveInstant _now = new(Micros.FromSeconds(1_000_000), Micros.FromSeconds(10));

    [Fact]
    public void A_client_gets_one_snapshot_and_then_every_event()
    {
        _track.AppendNotes(3);
        var session = Open();
        Assert.Equal(["snapshot 3<3"], Burst(session));
        _track.AppendNotes(2);
        Assert.Equal(["event 4<3", "event 5<4"], Burst(session));
        Assert.Empty(Burst(session));
    }

    [Fact]
    public void A_client_that_resumes_gets_no_snapshot_and_what_it_missed()
    {
        _track.AppendNotes(5);
        Assert.Equal(["event 4<3", "event 5<4"], Burst(Open(from: 3)));
    }

    [Fact]
    public void A_client_that_resumes_too_far_back_gets_a_snapshot()
    {
        _track.AppendNotes(20);
        Assert.Equal(["snapshot 20<20"], Burst(Open(from: 3)));
    }

    [Fact]
    public void The_chain_passes_over_what_is_out_of_scope()
    {
        _track.Append(_track.Events.Staged("a", isPublic: true));
        var session = Open(_track.Of("a"));
        Burst(session);
        _track.Append(_track.Events.Note("b"));
        _track.Append(_track.Events.Note("a"));
        _track.Append(_track.Events.Note(null));
        _track.Append(_track.Events.Note("a"));
        Assert.Equal(["event 3<1", "event 5<3"], Burst(session));
    }

    [Fact]
    public void Without_a_token_only_events_of_public_meetings_come()
    {
        var session = Open(_track.Public);
        Burst(session);
        _track.Append(_track.Events.Staged("club", isPublic: false));
        _track.Append(_track.Events.Note(null));
        _track.Append(_track.Events.Staged("day-1", isPublic: true, moto: 2));
        _track.Append(_track.Events.Note("club"));
        _track.Append(_track.Events.Note("day-1"));
        Assert.Equal(["event 3<0", "event 5<3"], Burst(session));
    }

    [Fact]
    public void Heartbeats_come_every_ten_seconds_on_an_idle_track_and_say_so()
    {
        var session = Open();
        var step = session.Collect(_sink, _now);
        _sink.Take();
        Assert.Equal(_now.MonotonicUs + Micros.FromSeconds(10), step.WakeAtUs);
        Advance(9_999);
        Assert.Empty(Burst(session));
        Advance(1);
        Assert.Equal(["heartbeat 0<0"], Burst(session));
        var payload = _sink.All[^1].Payload.Deserialize(WireJson.Default.HeartbeatPayload)!;
        Assert.Equal(new HeartbeatPayload(_now.WallUs, 10_000, 0), payload);
    }

    [Fact]
    public void A_staged_run_brings_heartbeats_every_two_seconds_on_each_channel()
    {
        var decoder = new TrackRing(8, DecoderChannelState.Start(_track.Track, Micros.Zero));
        var session = Open(_track.Everything, null, (LiveChannels.Race, _track.Ring), (LiveChannels.Decoder, decoder));
        Burst(session);
        Advance(1_000);
        _track.Append(_track.Events.Staged("day-1", isPublic: true));
        Burst(session);
        Advance(2_000);
        Burst(session);
        var beats = _sink.All.Where(frame => frame.Kind == LiveKinds.Heartbeat).ToArray();
        Assert.Equal([LiveChannels.Race, LiveChannels.Decoder], beats.Select(frame => frame.Channel));
        Assert.All(beats, beat => Assert.Equal(2_000, beat.Payload.GetProperty("interval_ms").GetInt32()));
    }

    [Fact]
    public void A_ping_is_answered_at_once_with_what_the_client_sent()
    {
        _track.AppendNotes(2);
        var session = Open();
        Burst(session);
        Send(session, """{"kind":"ping","t0_ms":1234.5}""");
        Assert.Equal(["heartbeat 2<2"], Burst(session));
        Assert.Equal(1234.5, _sink.All[^1].Payload.GetProperty("echo_t0_ms").GetDouble());
    }

    [Fact]
    public void A_ping_before_the_snapshot_is_answered_behind_it()
    {
        var session = Open();
        Send(session, """{"kind":"ping","t0_ms":1}""");
        Assert.Equal(["snapshot 0<0", "heartbeat 0<0"], Burst(session));
    }

    [Fact]
    public void The_answer_to_a_ping_tells_how_old_the_next_unread_event_is()
    {
        var session = Open();
        Burst(session);
        _track.Append(_track.Events.Note(null), _now.MonotonicUs);
        Advance(750);
        Send(session, """{"kind":"ping","t0_ms":1}""");
        Burst(session);
        Assert.Equal(750, _sink.All.Single(frame => frame.Kind == LiveKinds.Heartbeat).Payload.GetProperty("lag_ms").GetInt64());
    }

    [Fact]
    public void A_resync_brings_a_snapshot_and_the_chain_goes_on_behind_it()
    {
        var session = Open();
        Burst(session);
        _track.AppendNotes(2);
        Send(session, """{"kind":"resync"}""");
        Assert.Equal(["snapshot 2<2"], Burst(session));
        _track.AppendNotes(1);
        Assert.Equal(["event 3<2"], Burst(session));
    }

    [Theory]
    [InlineData("""{"kind":"subscribe"}""")]
    [InlineData("""{"kind":"ping","t0_ms":1e999}""")]
    [InlineData("""{"kind":"ping","t0_ms":"1"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("hello")]
    public void Any_other_frame_ends_the_connection(string text)
    {
        var session = Open();
        Send(session, text);
        Closes(session, LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid);
    }

    [Fact]
    public void A_frame_above_four_kilobytes_ends_the_connection()
    {
        var frame = """{"kind":"resync"}""";
        var session = Open();
        Send(session, frame.PadRight(4096));
        Assert.Equal(["snapshot 0<0"], Burst(session));
        Send(session, frame.PadRight(4097));
        Closes(session, LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid);
    }

    [Fact]
    public void The_sixth_frame_within_a_second_ends_the_connection()
    {
        var session = Open();
        for (var i = 0; i < 5; i++)
        {
            Send(session, """{"kind":"resync"}""");
        }

        Assert.Equal(["snapshot 0<0"], Burst(session));
        Send(session, """{"kind":"resync"}""");
        Closes(session, LiveErrorCodes.RateLimited, LiveCloseCodes.Later);
    }

    [Fact]
    public void A_client_off_the_ring_gets_a_snapshot_and_the_second_time_within_a_minute_the_end()
    {
        var session = Open();
        Burst(session);
        _track.AppendNotes(9);
        var step = session.Collect(_sink, _now);
        Assert.Equal(1, step.Fallbacks);
        Assert.Equal(["snapshot 9<9"], Texts(_sink.Take()));
        Advance(59_000);
        _track.AppendNotes(9);
        Closes(session, LiveErrorCodes.SlowConsumer, LiveCloseCodes.Slow);
    }

    [Fact]
    public void A_client_that_falls_off_once_a_minute_stays()
    {
        var session = Open();
        Burst(session);
        for (var i = 1; i <= 3; i++)
        {
            _track.AppendNotes(9);
            Assert.Contains($"snapshot {9 * i}<{9 * i}", Burst(session));
            Advance(60_000);
        }
    }

    [Fact]
    public void One_stall_that_costs_two_channels_counts_once()
    {
        var decoder = new LiveTrack(capacity: 8);
        var session = Open(_track.Everything, null, (LiveChannels.Race, _track.Ring), (LiveChannels.Decoder, decoder.Ring));
        Burst(session);
        _track.AppendNotes(9);
        decoder.AppendNotes(9);
        var step = session.Collect(_sink, _now);
        Assert.Null(step.Close);
        Assert.Equal(2, step.Fallbacks);
    }

    [Fact]
    public void A_burst_ends_at_its_bound_and_the_rest_follows()
    {
        _options.MaxBurstBytes = 300;
        var session = Open();
        Burst(session);
        _track.AppendNotes(6);
        var bursts = 0;
        SessionStep step;
        do
        {
            step = session.Collect(_sink, _now);
            Assert.InRange(_sink.Length, 1, _options.MaxBurstBytes + _sink.LargestFrame);
            _sink.Take();
            bursts++;
        }
        while (step.More);

        Assert.True(bursts > 1);
        Assert.Equal([1, 2, 3, 4, 5, 6], FrameChain.EventSeqs(_sink.All));
        Assert.Null(FrameChain.Fault(_sink.All));
    }

    [Fact]
    public void The_first_reason_to_close_counts_and_nothing_else_is_sent()
    {
        var session = Open();
        session.Close(LiveClose.Shutdown(500));
        session.Close(LiveClose.Slow("later"));
        _track.AppendNotes(1);
        Closes(session, LiveErrorCodes.ServerShutdown, LiveCloseCodes.Restart);
        Assert.Equal(500, _sink.All[^1].Payload.GetProperty("retry_after_ms").GetInt32());
    }

    private LiveSession Open(LiveScope? scope = null, long? from = null, params (string, TrackRing)[] channels) => new(
        scope ?? _track.Everything, channels.Length > 0 ? channels : [(LiveChannels.Race, _track.Ring)], _options, from, _now);

    private LiveSession Open(long? from) => Open(null, from);

    private void Advance(int ms)
    {
        var time = Micros.FromMilliseconds(ms);
        _now = new LiveInstant(_now.WallUs + time, _now.MonotonicUs + time);
    }

    private void Send(LiveSession session, string text) => session.Receive(Encoding.UTF8.GetBytes(text), _now);

    private string[] Burst(LiveSession session)
    {
        Assert.Null(session.Collect(_sink, _now).Close);
        return Texts(_sink.Take());
    }

    private void Closes(LiveSession session, string code, int closeCode)
    {
        var step = session.Collect(_sink, _now);
        Assert.Equal(closeCode, step.Close?.CloseCode);
        var frame = _sink.All[^1];
        Assert.Equal(LiveKinds.Error, frame.Kind);
        Assert.Equal(code, frame.Payload.GetProperty("code").GetString());
    }

    private static string[] Texts(IEnumerable<LiveFrame> frames) => [.. frames.Select(frame => $"{frame.Kind} {frame.Seq}<{frame.PrevSeq}")];
}
