using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using Xunit;

namespace BmxTiming.Tests.Unit.Control;

using Track = BmxTiming.Server.Control.Tracks.Track; // the name is taken by the namespace of the track client's tests

public sealed class StageDetailsBuilderTests
{
    [Fact]
    public void A_stage_carries_track_meeting_moto_riders_by_lane_and_three_motos_to_come()
    {
        var track = new Track
        {
            Id = "t", Name = "Hill Park", GateIds = [9992u], Windows = new RaceWindows { FinishGraceUs = Micros.FromSeconds(7) },
            TimingPoints = [new TimingPointDetails("finish", "Finish", TimingPointRoles.Finish, Micros.Zero, Micros.FromSeconds(90))],
        };
        var meeting = new Meeting { Id = "day-1", TrackId = "t", Name = "Day", Public = true, Simulated = true };

        var stage = StageDetailsBuilder.Build(
            track, meeting, Moto(1, new MotoEntry(3, "b"), new MotoEntry(1, "a")),
            [Rider("a", "Ann", 11), Rider("b", "Bo", 12)],
            [Moto(5), Moto(3), Moto(2), Moto(4)]);

        Assert.Equal(2, stage.FoldVersion);
        Assert.Equal(("Hill Park", Micros.FromSeconds(7), 9992u), (stage.Track.Name, stage.Track.Windows.FinishGraceUs, stage.Track.GateIds[0]));
        Assert.Equal(new MeetingDetails(MeetingId.Parse("day-1"), "Day", true, true), stage.Meeting);
        Assert.Equal(2, stage.Moto.RiderCount);
        Assert.Equal([(1, "a", "Ann Ash", 11u), (3, "b", "Bo Ash", 12u)],
            stage.Riders.Select(r => (r.Lane, r.RiderId.Value, r.DisplayName, r.TransponderIds[0])));
        Assert.Equal([2, 3, 4], stage.NextMotos.Select(moto => moto.Number));
    }

    private static Moto Moto(int number, params MotoEntry[] entries) => new()
    {
        Id = $"day-1:m{number}", MeetingId = "day-1", MotoId = MotoId.Parse($"m{number}"), Number = number, ClassName = "Boys 13",
        RoundName = "Moto 1", Entries = entries,
    };

    private static Rider Rider(string id, string name, uint transponder) => new()
    {
        Id = id, FirstName = name, LastName = "Ash", Plate = "1", TransponderIds = [transponder], SearchText = "",
    };
}
