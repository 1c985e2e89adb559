using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class PassingIdentityTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public PassingIdentityTests() => _fold = new FoldRun(_log);

    private DecoderState Decoder => _fold.State.Decoders[RawLogBuilder.Decoder];

    private long Duplicates => _fold.State.Counters.DuplicatePassings;

    [Fact]
    public void A_message_that_came_before_is_counted_and_nothing_else()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        var passing = _log.Lane(1, 2_500);
        _fold.Feed(passing);
        var before = _fold.State;

        Assert.Empty(_fold.Feed(_log.Again(passing)));
        Assert.Equal(1, _fold.State.Counters.DuplicateMessages);
        Assert.Equal(before with { Counters = _fold.State.Counters }, _fold.State);
    }

    [Fact]
    public void A_lower_sequence_number_of_a_boot_is_a_duplicate()
    {
        _fold.Feed(_log.Passing(1, 0, seq: 10));
        _fold.Feed(_log.Passing(2, 100, seq: 9));

        Assert.Equal(1, _fold.State.Counters.DuplicateMessages);
        Assert.Equal(1u, Decoder.LastNumber);
    }

    [Fact]
    public void The_same_passing_from_another_boot_is_a_duplicate()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 7));
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 7, boot: "boot-2"));
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 7, client: "gw-2"));

        Assert.Equal(2, Duplicates);
        Assert.Equal(0, Decoder.Epoch);
    }

    [Fact]
    public void A_number_that_never_came_fills_the_gap()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 7));
        _fold.Feed(_log.Passing(10_000_001, 9_000, number: 10));
        _fold.Feed(_log.Passing(10_000_001, 4_000, number: 8, resent: true));

        Assert.Equal(0, Duplicates);
        Assert.Equal((0, 10u, 3), (Decoder.Epoch, Decoder.LastNumber, Decoder.Marks.Count));
    }

    [Fact]
    public void The_same_number_at_another_time_is_a_restarted_counter()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 1));
        _fold.Feed(_log.Passing(10_000_001, 2_000, number: 2));
        _fold.Feed(_log.Passing(10_000_001, 60_000, number: 1));

        Assert.Equal((1, 1u), (Decoder.Epoch, Decoder.LastNumber));
    }

    [Fact]
    public void A_low_number_far_later_than_its_neighbours_is_a_restarted_counter()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 1));
        _fold.Feed(_log.Passing(10_000_001, 9_000, number: 10));
        _fold.Feed(_log.Passing(10_000_001, 600_000, number: 5));

        Assert.Equal(1, Decoder.Epoch);
    }

    [Fact]
    public void A_late_copy_from_before_the_restart_is_still_a_duplicate()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 1));
        _fold.Feed(_log.Passing(10_000_002, 2_000, number: 2));
        _fold.Feed(_log.Passing(10_000_001, 60_000, number: 1));
        _fold.Feed(_log.Passing(10_000_002, 2_000, number: 2, boot: "boot-2"));

        Assert.Equal(1, Duplicates);
        Assert.Equal((1, 1u), (Decoder.Epoch, Decoder.LastNumber));
    }

    [Fact]
    public void Recovered_passings_from_before_the_first_one_seen_are_new()
    {
        _fold.Feed(_log.Passing(10_000_001, 60_000, number: 500));
        _fold.Feed(_log.Passing(10_000_001, 30_000, number: 498, resent: true));

        Assert.Equal((0, 0, 2L), (Decoder.Epoch, (int)Duplicates, (long)Decoder.Marks.Count));
    }

    [Fact]
    public void The_memory_of_passings_is_bounded_and_what_is_older_is_a_duplicate()
    {
        var first = _log.Passing(10_000_001, 0, number: 1);
        _fold.Feed(first);
        for (var i = 2; i <= DecoderState.MaxMarks + 10; i++)
        {
            _fold.Feed(_log.Passing(10_000_001, i * 1_000));
        }

        Assert.Equal(DecoderState.MaxMarks, Decoder.Marks.Count);
        _fold.Feed(_log.Passing(10_000_001, 0, number: 1, boot: "boot-2"));
        Assert.Equal((0, 1), (Decoder.Epoch, (int)Duplicates));

        _fold.Feed(_log.Passing(10_000_001, 99_000_000, number: 1));
        Assert.Equal(1, Decoder.Epoch);
    }

    [Fact]
    public void Passing_number_zero_is_a_number_like_any_other()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 1));
        _fold.Feed(_log.Passing(10_000_001, 500, number: 0));

        Assert.Equal((0, 0, 2), (Decoder.Epoch, (int)Duplicates, Decoder.Marks.Count));
    }

    [Fact]
    public void Two_decoders_count_for_themselves()
    {
        _fold.Feed(_log.Passing(10_000_001, 1_000, number: 1));
        _fold.Feed(_log.Passing(10_000_001, 1_000, decoder: 9, number: 1));

        Assert.Equal(0, Duplicates);
        Assert.Equal(2, _fold.State.Decoders.Count);
    }

    [Fact]
    public void Senders_and_decoders_are_bounded()
    {
        for (var i = 0; i < 100; i++)
        {
            _fold.Feed(_log.Passing(10_000_001, i, decoder: (uint)(1_000 + i), client: $"gw-{i}"));
            _fold.Feed(_log.Passing(10_000_001, i, decoder: (uint)(1_000 + i), client: "gw-x", boot: $"boot-{i}"));
        }

        Assert.Equal(RaceState.MaxDecoders, _fold.State.Decoders.Count);
        Assert.Equal(RaceState.MaxSenders, _fold.State.Senders.Count);
        Assert.All(_fold.State.Senders.Values, s => Assert.True(s.Boots.Count <= Sender.MaxBoots));
        Assert.Contains(1_099u, _fold.State.Decoders.Keys);
    }

    [Fact]
    public void What_gateways_report_is_passed_on()
    {
        _fold.Feed(_log.Gateway(new GatewayPayload(GatewayKinds.DecoderLost, RawLogBuilder.Decoder), 0));
        Assert.False(_fold.Single<DecoderLinkChanged>().Connected);
        _fold.Feed(_log.Gateway(new GatewayPayload(GatewayKinds.PassingGap, RawLogBuilder.Decoder, FromPassing: 3, ToPassing: 4), 0));
        Assert.Equal("passing_gap", _fold.Single<Diagnostic>().Code);
    }

    [Fact]
    public void Unknown_message_types_and_kinds_are_counted()
    {
        Assert.Empty(_fold.Feed(_log.UnknownType(0)));
        Assert.Empty(_fold.Feed(_log.Gateway(new GatewayPayload("teleport"), 0)));
        Assert.Empty(_fold.Feed(_log.Version(0)));

        Assert.Equal(2, _fold.State.Counters.UnknownMessages);
    }
}
