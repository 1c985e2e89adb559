using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class TrackRingTests
{
    private readonly LiveTrack _track = new(capacity: 4);

    [Fact]
    public void What_joins_sees_the_state_and_every_message_behind_it()
    {
        _track.AppendNotes(2);
        var (state, position) = _track.Ring.Join();
        _track.AppendNotes(3);
        Assert.Equal(2, state.Seq);
        Assert.Equal([3, 4, 5], Read(position));
    }

    [Fact]
    public void A_position_the_ring_went_past_is_lost()
    {
        var (_, position) = _track.Ring.Join();
        _track.AppendNotes(4);
        Assert.Equal([1, 2, 3, 4], Read(position));
        _track.AppendNotes(1);
        Assert.Equal(-1, _track.Ring.Read(position, new LiveMessage[8]));
    }

    [Theory]
    [InlineData(1, false)] // 2 is gone
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(6, true)] // nothing missed
    [InlineData(7, false)] // not of this log
    public void A_client_resumes_only_when_every_later_message_is_at_hand(long from, bool resumes)
    {
        _track.AppendNotes(6);
        Assert.Equal(resumes, _track.Ring.TryResume(from, out var position));
        if (resumes)
        {
            Assert.Equal(Enumerable.Range((int)from + 1, 6 - (int)from).Select(seq => (long)seq), Read(position));
        }
    }

    [Fact]
    public void An_empty_ring_resumes_only_at_its_state()
    {
        Assert.True(_track.Ring.TryResume(0, out _));
        Assert.False(_track.Ring.TryResume(1, out _));
    }

    [Fact]
    public void A_message_that_stands_twice_on_the_log_is_shown_once()
    {
        _track.AppendNotes(2);
        var (message, _) = _track.Log[^1];
        _track.Ring.Append(message, _track.Ring.State);
        Assert.True(_track.Ring.TryResume(0, out var position));
        Assert.Equal([1, 2], Read(position));
    }

    [Fact]
    public void A_ring_that_begins_anew_forgets_what_it_had()
    {
        _track.AppendNotes(3);
        var (message, _) = _track.Log[0];
        _track.Ring.Reset(_track.Ring.State);
        _track.Ring.Append(message, _track.Ring.State);
        Assert.True(_track.Ring.TryResume(0, out var position));
        Assert.Equal([1], Read(position));
    }

    [Fact]
    public void Listeners_hear_each_message_until_they_are_forgotten()
    {
        var heard = 0;
        var listener = () => { heard++; };
        _track.Ring.Listen(listener);
        _track.AppendNotes(3);
        _track.Ring.Forget(listener);
        _track.AppendNotes(1);
        Assert.Equal(3, heard);
    }

    private long[] Read(long position)
    {
        var into = new LiveMessage[8];
        return [.. into[.._track.Ring.Read(position, into)].Select(message => message.Seq)];
    }
}
