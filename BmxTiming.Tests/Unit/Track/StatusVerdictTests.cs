using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Status;
using BmxTiming.TrackClient.Uplink;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class StatusVerdictTests
{
    // 2026-05-16 10:00:00 UTC.
    private static readonly Micros s_now = Micros.FromSeconds(1_778_925_600);

    private StatusFacts _facts = new(
        ["10.0.0.5:5403"],
        [new DecoderReport(DecoderLinkState.Connected, 1, TimeSpan.Zero, null)],
        new SpoolStatus("boot-1", 10, 0, 4096, false, 1, 0),
        UplinkReport.Nothing with { Health = new UplinkHealth(UplinkState.Ok, s_now, null, null), Clock = new ClockReport(Ms(3), Ms(2)) },
        HeardDecoder: true,
        DecoderClockSteppedUs: null,
        s_now,
        TimeZoneInfo.CreateCustomTimeZone("track", TimeSpan.FromHours(2), "track", "track"));

    private StatusVerdict Verdict => StatusVerdict.Of(_facts);

    [Fact]
    public void Decoder_heard_and_server_confirming_is_ok()
    {
        Assert.Equal((GatewayState.Ok, "OK", null), (Verdict.State, Verdict.Worst.Word, Verdict.Worst.Detail));
        Assert.Empty(Verdict.Problems);
    }

    [Fact]
    public void More_than_a_batch_behind_is_ok_and_says_that_it_catches_up()
    {
        _facts = _facts with { Spool = _facts.Spool with { UnsentRecords = 12_345 } };

        Assert.Equal((GatewayState.Ok, "catching up · 12\u202f345 to go"), (Verdict.State, Verdict.Worst.Detail));
    }

    [Fact]
    public void Before_a_decoder_was_heard_the_track_is_being_set_up()
    {
        Decoder(DecoderLinkState.Connecting);
        _facts = _facts with { HeardDecoder = false };

        Assert.Equal((GatewayState.Setup, "SET UP"), (Verdict.State, Verdict.Worst.Word));
        Assert.Contains("10.0.0.5:5403", Verdict.Worst.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(DecoderLinkState.Connecting), "decoder not connected")]
    [InlineData(nameof(DecoderLinkState.Stale), "decoder silent for 14 s")]
    public void A_decoder_that_was_heard_and_is_silent_is_waited_for(string state, string detail)
    {
        Decoder(Enum.Parse<DecoderLinkState>(state));

        Assert.Equal((GatewayState.Waiting, "WAITING", detail), (Verdict.State, Verdict.Worst.Word, Verdict.Worst.Detail));
    }

    [Fact]
    public void Offline_says_since_when_by_the_clock_on_the_wall_and_how_much_waits()
    {
        Uplink(UplinkState.Offline, s_now - Micros.FromSeconds(600));
        _facts = _facts with { Spool = _facts.Spool with { UnsentRecords = 312 } };

        Assert.Equal((GatewayState.Offline, "OFFLINE", "since 11:50 · 312 unsent"), (Verdict.State, Verdict.Worst.Word, Verdict.Worst.Detail));
    }

    [Fact]
    public void A_refusal_is_a_fault_and_names_the_word_to_pass_on()
    {
        Uplink(UplinkState.Refused, s_now, IngestCodes.ForbiddenTrack);

        Assert.Equal((GatewayState.Fault, "server refuses: forbidden_track"), (Verdict.State, Verdict.Worst.Detail));
        Assert.Contains("forbidden_track", Verdict.Worst.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conflict_stays_red_while_all_else_is_well()
    {
        _facts = _facts with { Uplink = _facts.Uplink with { Counters = new UplinkCounters { Conflicts = 1 } } };

        Assert.Equal(GatewayState.Fault, Verdict.State);
    }

    [Fact]
    public void The_most_urgent_leads_and_the_others_stay_visible()
    {
        Uplink(UplinkState.Offline, s_now);
        Decoder(DecoderLinkState.Stale);
        _facts = _facts with { Spool = _facts.Spool with { Full = true }, DecoderClockSteppedUs = s_now };

        Assert.Equal([GatewayState.Full, GatewayState.Offline, GatewayState.Waiting, GatewayState.Clock], Verdict.Problems.Select(static problem => problem.State));
        Assert.Equal("FULL", Verdict.Worst.Word);
    }

    [Fact]
    public void A_clock_is_wrong_only_where_the_measurement_proves_it()
    {
        _facts = _facts with { Uplink = _facts.Uplink with { Clock = new ClockReport(Ms(-3400), Ms(50)) } };
        Assert.Equal((GatewayState.Clock, "this computer is 3.4 s fast"), (Verdict.State, Verdict.Worst.Detail));

        _facts = _facts with { Uplink = _facts.Uplink with { Clock = new ClockReport(Ms(3400), Ms(1500)) } };
        Assert.Equal(GatewayState.Ok, Verdict.State);
    }

    [Fact]
    public void A_clock_that_was_set_is_shown_for_two_minutes()
    {
        _facts = _facts with { DecoderClockSteppedUs = s_now - Micros.FromSeconds(119) };
        Assert.Equal("the decoder's clock jumped", Verdict.Worst.Detail);
        _facts = _facts with { DecoderClockSteppedUs = s_now - Micros.FromSeconds(121) };
        Assert.Equal(GatewayState.Ok, Verdict.State);

        _facts = _facts with { Uplink = _facts.Uplink with { ClockSteppedAtUs = s_now } };
        Assert.Equal(GatewayState.Clock, Verdict.State);
    }

    [Fact]
    public void The_history_keeps_ten_minutes_in_buckets_and_forgets_the_rest()
    {
        var history = new StatusHistory();
        history.Observe(Micros.FromSeconds(1), passings: 3, unsent: 7);
        history.Observe(Micros.FromSeconds(9), passings: 5, unsent: 2);
        history.Observe(Micros.FromSeconds(12), passings: 9, unsent: 0);
        var read = history.Read();
        Assert.Equal([5, 4], read.Passings.TakeLast(2));
        Assert.Equal([7, 0], read.Unsent.TakeLast(2));
        Assert.Equal(60, read.Passings.Count);

        history.Observe(Micros.FromSeconds(45), passings: 9, unsent: 1);
        Assert.Equal([5, 4, 0, 0, 0], history.Read().Passings.TakeLast(5));
        history.Observe(Micros.FromSeconds(4000), passings: 10, unsent: 0);
        Assert.Equal(1, history.Read().Passings.Sum());
        Assert.Equal(1, history.Read().Passings[^1]);
    }

    [Fact]
    public void The_page_escapes_what_comes_from_outside_and_stays_whole_for_every_state()
    {
        Uplink(UplinkState.Refused, s_now, "<script>alert(1)</script>");
        foreach (var problem in Verdict.Problems.Append(Verdict.Worst))
        {
            var page = StatusPage.Render(StatusOf(problem));
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.Contains($"<h1>{problem.Word}</h1>", page, StringComparison.Ordinal);
            Assert.Contains("OFFLINE", StatusText.Render(StatusOf(problem) with { Word = "OFFLINE" }), StringComparison.Ordinal);
        }
    }

    private static TrackStatus StatusOf(Problem problem) => new(
        "fault", problem.Word, problem.Detail, problem.Advice, [new ProblemPart("fault", problem.Detail, problem.Advice)], "track-a", "gw-a1", "boot-1", "1.0",
        s_now.Value, "12:00",
        [new DecoderPart("connected", "10.0.0.5:5403", "finish", 264168, 1, 20, 4711, 3000, 40, 23, 121, 500, 0, 0, 0, 0, 0, 0)],
        new SpoolPart(10, 2, 61_000, 4096, 1_000_000, false, 1, 0),
        new UplinkPart("refused", s_now.Value, "x", null, s_now.Value, 23_000, 3000, 2000, 9, 8, 0, 1, 0, 0, 0, 0),
        new StatusHistory().Read());

    private void Decoder(DecoderLinkState state) => _facts = _facts with { Decoders = [new DecoderReport(state, 1, TimeSpan.FromSeconds(14), null)] };

    private void Uplink(UplinkState state, Micros sinceUs, string? code = null) =>
        _facts = _facts with { Uplink = _facts.Uplink with { Health = new UplinkHealth(state, sinceUs, code, null) } };

    private static Micros Ms(long ms) => Micros.FromMilliseconds(ms);
}
