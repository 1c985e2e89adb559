using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class DecoderGapTests
{
    private readonly DecoderLine _line = new();

    [Fact]
    public void A_passing_behind_a_gap_goes_on_at_once_and_what_is_missing_follows_marked_resent()
    {
        Start();
        _line.PassMany(3, sent: false);
        _line.Pass();

        Assert.Equal([(1u, false), (5u, false), (2u, true), (3u, true), (4u, true)], Seen());
        Assert.Equal([(2u, 4u)], _line.Resends);
        Assert.Empty(_line.Notices(GatewayKinds.PassingGap));
    }

    [Fact]
    public void Answers_may_come_out_of_order_and_between_live_passings()
    {
        Start();
        var answers = new List<byte[]>();
        _line.ToDecoder = HoldResends(answers);
        var missing = Enumerable.Range(0, 3).Select(_ => Keep()).ToArray();
        _line.Pass();
        _line.Send(missing[2]);
        _line.Pass();
        _line.Send(missing[0]);
        _line.Send(missing[1]);

        Assert.Equal([(1u, false), (5u, false), (4u, true), (6u, false), (2u, true), (3u, true)], Seen());
        Assert.Single(answers);
    }

    /// <summary>From the first contact on what passes is ours, also before the first passing was read.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_passes_between_the_first_contact_and_the_first_passing_read_is_asked_for(bool gatewayRestarts)
    {
        _line.PassMany(20, sent: false);
        _line.Connect();
        if (gatewayRestarts)
        {
            _line.RestartGateway();
        }
        else
        {
            _line.Disconnect();
        }

        _line.PassMany(4, sent: false);
        _line.Connect();
        _line.Pass();

        Assert.Equal([(25u, false), (21u, true), (22u, true), (23u, true), (24u, true)], Seen());
    }

    [Fact]
    public void A_long_gap_is_asked_for_in_pieces_of_fifty_one_after_another()
    {
        Start();
        _line.PassMany(120, sent: false);
        _line.Pass();

        Assert.Equal([(2u, 51u), (52u, 101u), (102u, 121u)], _line.Resends);
        Assert.Equal(122, _line.Passings.Count());
    }

    [Fact]
    public void A_gap_is_asked_for_three_times_two_seconds_apart_and_then_declared()
    {
        Start();
        _line.ToDecoder = HoldResends([]);
        _line.PassMany(2, sent: false);
        _line.Pass();
        var askedAt = new List<double> { 0 };
        for (var quarter = 1; quarter <= 40; quarter++)
        {
            var before = _line.Resends.Count();
            _line.Advance(0.25);
            if (_line.Resends.Count() > before)
            {
                askedAt.Add(quarter / 4.0);
            }
        }

        Assert.Equal([0, 2, 4], askedAt);
        var gap = Assert.Single(_line.Notices(GatewayKinds.PassingGap));
        Assert.Equal((2u, 3u, DecoderLine.DecoderId), (gap.FromPassing!.Value, gap.ToPassing!.Value, gap.DecoderId!.Value));
        Assert.Equal(2, _line.Session.LostPassings);
    }

    [Fact]
    public void What_was_declared_is_asked_for_once_more_on_the_next_connection_and_not_declared_again()
    {
        Start();
        _line.ToDecoder = HoldResends([]);
        _line.Pass(sent: false);
        _line.Pass();
        _line.Advance(10);
        Assert.Single(_line.Notices(GatewayKinds.PassingGap));

        _line.Disconnect();
        _line.Connect();
        _line.Advance(20);
        Assert.Single(_line.Notices(GatewayKinds.PassingGap));

        _line.ToDecoder = static wire => wire;
        _line.Disconnect();
        _line.Connect();
        _line.Advance(5);
        Assert.Equal([1u, 3u, 2u], Numbers());
    }

    [Fact]
    public void The_same_frame_again_is_dropped_and_counted()
    {
        Start();
        var wire = Keep();
        _line.Send(wire);
        _line.Send(wire);

        Assert.Equal([1u, 2u], Numbers());
        Assert.Equal(1, _line.Session.DuplicatePassings);
    }

    [Fact]
    public void On_reconnect_exactly_what_was_missed_is_asked_for()
    {
        Start();
        _line.PassMany(9);
        _line.Disconnect();
        _line.PassMany(60, sent: false);
        _line.Connect();

        // The last known passing is asked for, too: is it still the same one?
        Assert.Equal([(10u, 10u), (11u, 60u), (61u, 70u)], _line.Resends);
        Assert.Equal(Enumerable.Range(1, 70).Select(static i => (uint)i), Numbers());
        Assert.All(_line.Passings.Skip(10), static passing => Assert.True(passing.Resent));
        _line.Pass();
        Assert.False(_line.Passings.Last().Resent);
    }

    [Fact]
    public void Passings_that_were_missed_minutes_apart_are_no_new_count()
    {
        Start();
        _line.Disconnect();
        for (var i = 0; i < 5; i++)
        {
            _line.Pass(sent: false);
            _line.Advance(90);
        }

        _line.RestartGateway();
        _line.Connect();
        Assert.Equal([1u, 2u, 3u, 4u, 5u, 6u], Numbers());
        Assert.Equal([(1u, 1u), (2u, 6u)], _line.Resends);
    }

    [Fact]
    public void After_a_restart_of_the_gateway_the_bookmark_is_asked_from()
    {
        Start();
        _line.PassMany(4);
        _line.RestartGateway();
        _line.PassMany(3, sent: false);
        _line.Connect();

        Assert.Equal(Enumerable.Range(1, 8).Select(static i => (uint)i), Numbers());
    }

    [Fact]
    public void A_bookmark_remembers_an_open_gap()
    {
        Start();
        _line.ToDecoder = HoldResends([]);
        _line.Pass(sent: false);
        _line.Pass();
        _line.RestartGateway();
        _line.ToDecoder = static wire => wire;
        _line.Connect();

        Assert.Equal([1u, 3u, 2u], Numbers());
        Assert.True(_line.Passings.Last().Resent);
    }

    [Fact]
    public void Where_session_is_not_answered_the_first_live_passing_tells_what_was_missed()
    {
        var line = new DecoderLine(new SimulatedDecoder(DecoderLine.DecoderId, DecoderProfile.AmbRc, 1) { IsOld = true });
        line.Connect();
        line.Advance(10);
        line.Pass();
        line.Disconnect();
        line.PassMany(5, sent: false);
        line.Connect();
        line.Pass();
        line.Advance(10);

        Assert.Equal([1u, 7u, 2u, 3u, 4u, 5u, 6u], line.Passings.Select(static passing => passing.PassingNumber));
        // Per connection: three tries, then it is left alone.
        Assert.Equal(6, line.Requests.OfType<P3Session>().Count());
        Assert.True(line.Session.ErrorReplies > 6);
    }

    [Fact]
    public void What_a_decoder_numbered_before_it_was_first_read_is_not_asked_for()
    {
        _line.PassMany(30, sent: false);
        _line.Connect();
        _line.Pass(sent: false);
        _line.Pass();

        Assert.Equal([32u, 31u], Numbers());
    }

    [Fact]
    public void What_the_decoder_no_longer_holds_is_declared_without_asking()
    {
        Start();
        _line.Disconnect();
        _line.PassMany(SimulatedDecoder.StoreCapacity + 9, sent: false);
        _line.Connect();
        _line.Advance(2);

        Assert.Equal((2u, 10u), Assert.Single(_line.Notices(GatewayKinds.PassingGap).Select(static gap => (gap.FromPassing!.Value, gap.ToPassing!.Value))));
        Assert.Equal(SimulatedDecoder.StoreCapacity + 1, _line.Passings.Count());
    }

    [Fact]
    public void A_counter_that_restarts_while_connected_swallows_nothing()
    {
        Start();
        _line.PassMany(20);
        _line.Decoder.Restart();
        _line.Advance(30);
        _line.Pass(sent: false);
        _line.Pass(sent: false);
        _line.Pass();

        Assert.Equal([3u, 1u, 2u], Numbers().Skip(21));
        Assert.Equal([false, true, true], _line.Passings.Skip(21).Select(static passing => passing.Resent));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_counter_that_restarted_while_nobody_was_connected_is_noticed_however_far_it_ran(int passings)
    {
        Start();
        _line.PassMany(9);
        _line.Disconnect();
        _line.Decoder.Restart();
        _line.Advance(60);
        _line.PassMany(passings, sent: false);
        _line.Connect();
        _line.Advance(5);
        _line.Pass();

        var after = _line.Passings.Skip(10).ToArray();
        Assert.Equal(Enumerable.Range(1, passings + 1).Select(static i => (uint)i), after.Select(static passing => passing.PassingNumber).Distinct().Order());
        Assert.False(after[^1].Resent);
        Assert.All(after[..^1], static passing => Assert.True(passing.Resent));
        Assert.Empty(_line.Notices(GatewayKinds.PassingGap));
    }

    [Fact]
    public void A_jump_over_four_billion_numbers_is_emitted_and_declared_and_nobody_is_asked_for_them()
    {
        Start();
        _line.Send(new P3Passing { PassingNumber = uint.MaxValue, TransponderId = 7, RtcTimeUs = (ulong)_line.TrackUs.Value, DecoderId = DecoderLine.DecoderId }
            .ToWire(P3Authority.Decoder));
        _line.Advance(10);

        Assert.Equal([1u, uint.MaxValue], Numbers());
        Assert.Empty(_line.Resends);
        Assert.Equal("counter jumped", Assert.Single(_line.Notices(GatewayKinds.PassingGap)).Detail);
    }

    [Fact]
    public void Gaps_that_were_open_when_the_counter_restarted_are_declared()
    {
        Start();
        _line.ToDecoder = HoldResends([]);
        _line.Pass(sent: false);
        _line.Pass();
        _line.Decoder.Restart();
        _line.Advance(30);
        _line.Pass();

        Assert.Equal(2u, Assert.Single(_line.Notices(GatewayKinds.PassingGap)).FromPassing);
    }

    [Fact]
    public void A_session_that_means_something_else_changes_nothing()
    {
        Start();
        _line.Disconnect();
        _line.ToGateway = wire => FrameOf(wire) is P3Session session
            ? (session with { FirstPassingNumber = 1_700_000_000, LastPassingNumber = 1_800_000_000 }).ToWire(P3Authority.Decoder)
            : wire;
        _line.Connect();
        _line.Pass(sent: false);
        _line.Pass();

        Assert.Equal([1u, 3u, 2u], Numbers());
        Assert.Empty(_line.Notices(GatewayKinds.PassingGap));
    }

    [Fact]
    public void A_decoder_that_was_swapped_has_a_count_of_its_own()
    {
        Start();
        _line.PassMany(5);
        var other = new SimulatedDecoder(99, DecoderProfile.ProChip, 1);
        _line.Send(other.Status());
        _line.Send(other.Gate(_line.TrackUs));
        Assert.Empty(_line.Notices(GatewayKinds.PassingGap));

        _line.Pass(sent: false);
        _line.Pass();
        Assert.Equal([8u, 7u], Numbers().TakeLast(2));
    }

    private void Start()
    {
        _line.Connect();
        _line.Pass();
        _line.NowUs += Micros.FromMilliseconds(10);
    }

    private byte[] Keep()
    {
        byte[] wire = [];
        var toGateway = _line.ToGateway;
        _line.ToGateway = sent =>
        {
            wire = sent;
            return null;
        };
        _line.Pass();
        _line.ToGateway = toGateway;
        return wire;
    }

    private static Func<byte[], byte[]?> HoldResends(List<byte[]> held) => wire =>
    {
        if (FrameOf(wire) is not P3Resend)
        {
            return wire;
        }

        held.Add(wire);
        return null;
    };

    private static P3Message FrameOf(byte[] wire)
    {
        ReadOnlySpan<byte> bytes = wire;
        return new P3FrameReader().TryRead(ref bytes, out var frame) ? P3Message.Read(frame) : throw new InvalidOperationException("Not a frame.");
    }

    private IEnumerable<uint> Numbers() => _line.Passings.Select(static passing => passing.PassingNumber);

    private IEnumerable<(uint, bool)> Seen() => _line.Passings.Select(static passing => (passing.PassingNumber, passing.Resent));
}
