using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class RaceChannelStateTests
{
    private readonly LiveTrack _track = new(capacity: 64);

    private RaceChannelState State => (RaceChannelState)_track.Ring.State;

    [Fact]
    public void A_public_meeting_is_seen_by_anybody()
    {
        _track.Append(_track.Events.Staged("day-1", isPublic: true));
        var view = State.View(_track.Public);
        Assert.Single(view.Runs);
        Assert.Equal(RacePhases.Staged, view.Phase);
        Assert.Equal("day-1", view.Meeting?.MeetingId.Value);
    }

    [Fact]
    public void A_private_meeting_shows_neither_riders_nor_its_name()
    {
        _track.Append(_track.Events.Staged("club", isPublic: false));
        var view = State.View(_track.Public);
        Assert.Empty(view.Runs);
        Assert.Empty(view.NextMotos);
        Assert.Null(view.Meeting);
        Assert.Equal(RacePhases.Idle, view.Phase);
        Assert.DoesNotContain("Ann Ash", System.Text.Encoding.UTF8.GetString(State.EncodeSnapshot(_track.Public)), StringComparison.Ordinal);
        Assert.Contains("Ann Ash", System.Text.Encoding.UTF8.GetString(State.EncodeSnapshot(_track.Everything)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ended_in_a_private_meeting_stays_hidden_under_a_public_one()
    {
        _track.Append(_track.Events.Staged("club", isPublic: false, moto: 1));
        _track.Append(_track.Events.Reset("club", moto: 1));
        _track.Append(_track.Events.Staged("day-1", isPublic: true, moto: 2));
        Assert.Equal([LiveEvents.Run(2)], State.View(_track.Public).Runs.Select(run => run.RunId));
        Assert.Equal(2, State.View(_track.Everything).Runs.Count);
    }

    [Fact]
    public void A_scope_of_one_meeting_shows_only_its_runs()
    {
        _track.Append(_track.Events.Staged("a", isPublic: true, moto: 1));
        _track.Append(_track.Events.Staged("b", isPublic: true, moto: 2));
        Assert.Equal([LiveEvents.Run(1)], State.View(_track.Of("a")).Runs.Select(run => run.RunId));
        Assert.Null(State.View(_track.Of("a")).Meeting);
        Assert.Equal([LiveEvents.Run(2)], State.View(_track.Of("b")).Runs.Select(run => run.RunId));
    }

    [Fact]
    public void A_meeting_is_private_only_when_that_is_known()
    {
        _track.Append(_track.Events.Staged("club", isPublic: false));
        Assert.True(State.IsPrivate(MeetingId.Parse("club")));
        Assert.False(State.IsPrivate(MeetingId.Parse("other")));
        _track.Append(_track.Events.Programme("club", isPublic: true));
        Assert.False(State.IsPrivate(MeetingId.Parse("club")));
    }

    [Fact]
    public void Events_before_the_snapshot_tell_which_meetings_are_public()
    {
        var events = new LiveEvents(_track.Track);
        var before = events.Staged("morning", isPublic: true, moto: 1);
        var club = events.Staged("club", isPublic: false, moto: 2);
        var current = events.Staged("evening", isPublic: false, moto: 3);
        var snapshot = new[] { before, club, current }.Aggregate(RaceSnapshot.Empty(_track.Track), RaceSnapshotReducer.Apply);
        var state = RaceChannelState.Start(snapshot, Micros.Zero).Remember(before).Remember(club).Remember(current);
        Assert.True(state.IsPublic(MeetingId.Parse("morning")));
        Assert.False(state.IsPublic(MeetingId.Parse("club")));
        Assert.False(state.IsPublic(MeetingId.Parse("evening")));
    }

    [Fact]
    public void An_old_event_does_not_make_the_current_meeting_public_again()
    {
        var events = new LiveEvents(_track.Track);
        RaceEvent[] log = [events.Staged("club", isPublic: true), events.Programme("club", isPublic: false)];
        var state = RaceChannelState.Start(log.Aggregate(RaceSnapshot.Empty(_track.Track), RaceSnapshotReducer.Apply), Micros.Zero);
        Assert.False(state.Remember(log[0]).IsPublic(MeetingId.Parse("club")));
    }

    [Fact]
    public void A_run_is_open_from_staging_to_its_end()
    {
        Assert.False(State.RunOpen);
        _track.Append(_track.Events.Staged("day-1", isPublic: true));
        Assert.True(State.RunOpen);
        _track.Append(_track.Events.Reset("day-1"));
        Assert.False(State.RunOpen);
    }
}
