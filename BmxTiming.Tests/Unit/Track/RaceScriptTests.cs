using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Director;
using BmxTiming.Protocol.Ids;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class RaceScriptTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 200).Select(static i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_time_lies_clearly_in_the_window_of_its_loop(ulong seed)
    {
        foreach (var moto in new DemoMeeting(TrackId.Parse($"track-{seed}"), 1).Motos)
        {
            var script = RaceScript.Create(moto.Riders, RaceKind.Clean, new SplitMix64(seed));
            Assert.Equal(4 * moto.Riders.Count, script.Passings.Count);
            foreach (var rider in script.Passings.GroupBy(static passing => passing.Rider.Lane))
            {
                long At(string point) => Assert.Single(rider, passing => passing.Point == point).AfterGateUs.Value;
                Assert.InRange(At(DemoTrack.Hill), 2_200_000, 3_200_000);
                Assert.InRange(At(DemoTrack.SplitOne), 8_500_000, 17_500_000);
                Assert.InRange(At(DemoTrack.SplitTwo), 18_500_000, 25_500_000);
                Assert.InRange(At(DemoTrack.Finish), 30_000_000, 40_000_000);
            }
        }
    }

    [Fact]
    public void The_same_seed_is_the_same_race()
    {
        var riders = DemoRoster.Fixed();

        Assert.Equal(
            RaceScript.Create(riders, RaceKind.Clean, new SplitMix64(7)).Passings,
            RaceScript.Create(riders, RaceKind.Clean, new SplitMix64(7)).Passings);
        Assert.NotEqual(
            RaceScript.Create(riders, RaceKind.Clean, new SplitMix64(7)).Passings,
            RaceScript.Create(riders, RaceKind.Clean, new SplitMix64(8)).Passings);
    }

    [Fact]
    public void There_is_overtaking()
    {
        var riders = DemoRoster.Fixed();
        var changed = Enumerable.Range(1, 50).Count(seed =>
        {
            var script = RaceScript.Create(riders, RaceKind.Clean, new SplitMix64((ulong)seed));
            return !Order(script, DemoTrack.Hill).SequenceEqual(Order(script, DemoTrack.Finish));
        });

        Assert.InRange(changed, 40, 50);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_photo_finish_has_three_within_ten_milliseconds_and_one_exact_tie(ulong seed)
    {
        var script = RaceScript.Create(DemoRoster.Fixed(), RaceKind.PhotoFinish, new SplitMix64(seed));
        var finishes = script.Passings.Where(static p => p.Point == DemoTrack.Finish).Select(static p => p.AfterGateUs.Value).ToArray();

        Assert.Equal(finishes[0], finishes[1]);
        // Still different on a decoder with millisecond stamps.
        Assert.InRange((finishes[2] / 1000) - (finishes[0] / 1000), 1, 10);
        Assert.InRange(finishes[3] - finishes[0], 50_000, long.MaxValue);
    }

    [Fact]
    public void The_demo_meeting_is_the_same_whenever_it_is_made_and_no_two_tracks_share_a_chip()
    {
        var one = new DemoMeeting(TrackId.Parse("track-a"), 1);
        var again = new DemoMeeting(TrackId.Parse("track-a"), 1);
        var other = new DemoMeeting(TrackId.Parse("track-b"), 1);

        Assert.Equal(one.Riders.Select(static rider => rider.Body.LastName), again.Riders.Select(static rider => rider.Body.LastName));
        Assert.Equal(32, one.Riders.Count);
        Assert.Equal(12, one.Motos.Count);
        Assert.All(one.Motos, static moto => Assert.Equal(Enumerable.Range(1, 8), moto.Riders.Select(static rider => rider.Lane).Order()));
        Assert.Equal(32, one.Riders.Select(static rider => (rider.Body.FirstName, rider.Body.LastName)).Distinct().Count());
        Assert.Equal(32, one.Riders.Select(static rider => rider.Body.Plate).Distinct().Count());
        Assert.Equal(64, one.Riders.Concat(other.Riders).Select(static rider => rider.Body.TransponderIds[0]).Distinct().Count());
        Assert.All(one.Riders, static rider => Assert.Matches("^[A-Z]{2}-[0-9]{5}$", rider.Code));
        Assert.All(one.Riders, static rider => Assert.True(RiderId.TryParse(rider.RiderId, out _)));
        Assert.All(one.Motos, static moto => Assert.True(MotoId.TryParse(moto.MotoId, out _)));
        Assert.True(MeetingId.TryParse(one.MeetingId, out _));
    }

    [Fact]
    public void Motos_follow_each_other_and_begin_again()
    {
        var meeting = new DemoMeeting(TrackId.Parse("track-a"), 1);

        Assert.Equal(meeting.Motos[0], meeting.After(null));
        Assert.Equal(meeting.Motos[5], meeting.After(meeting.Motos[4].MotoId));
        Assert.Equal(meeting.Motos[0], meeting.After(meeting.Motos[^1].MotoId));
        Assert.Equal(meeting.Motos[0], meeting.After("somebody-elses"));
    }

    private static IEnumerable<int> Order(RaceScript script, string point) =>
        script.Passings.Where(passing => passing.Point == point).Select(static passing => passing.Rider.Lane);
}
