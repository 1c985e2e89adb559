using BmxTiming.Protocol.Time;
using BmxTiming.Server.Hosting;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

public sealed class MeetingFileTests
{
    [Fact]
    public void Plates_and_heats_may_be_numbers_and_what_scoring_does_not_need_is_left_alone()
    {
        var meeting = MeetingFileReader.Read("""
            { "meeting": "m", "source": "s", "classes": [ { "name": "c", "n": 1, "format": "f", "riders": [
              { "number": 43, "total_points": 3.0, "final_rank": null, "rounds": [
                { "round": "M1", "heat": 3, "lane": 7, "place": 1, "time": "1:04.745", "hill": "2.5" },
                { "round": "M2", "code": "DNF", "points": 5, "time": 48.776 } ] } ] } ] }
            """).Value!;
        var sheet = Assert.Single(meeting.Classes);
        Assert.Equal((1, true), (sheet.Drawn, sheet.Complete));
        var rider = Assert.Single(sheet.Riders);
        Assert.Equal(("43", 3, null, null), (rider.Number, rider.TotalPoints, rider.FinalRank, rider.ListedAt));
        Assert.Equal(("3", 7, 1, new Micros(64_745_000)), (rider.Rounds[0].Heat, rider.Rounds[0].Lane, rider.Rounds[0].Place, rider.Rounds[0].Time));
        Assert.Equal(("DNF", 5, new Micros(48_776_000)), (rider.Rounds[1].Code, rider.Rounds[1].Points, rider.Rounds[1].Time));
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "object")]
    [InlineData("""{ "meeting": "m" }""", "classes")]
    [InlineData("""{ "classes": 1 }""", "classes")]
    [InlineData("""{ "classes": [ 1 ] }""", "classes")]
    [InlineData("""{ "classes": [ {} ] }""", "name")]
    [InlineData("""{ "classes": [ { "name": "c", "complete": "no" } ] }""", "complete")]
    [InlineData("""{ "classes": [ { "name": "c", "riders": [ {} ] } ] }""", "number")]
    [InlineData("""{ "classes": [ { "name": "c", "riders": [ { "number": "1", "final_rank": 1.5 } ] } ] }""", "final_rank")]
    [InlineData("""{ "classes": [ { "name": "c", "riders": [ { "number": "1", "total_points": "3" } ] } ] }""", "total_points")]
    [InlineData("""{ "classes": [ { "name": "c", "riders": [ { "number": "1", "rounds": [ { "place": 1 } ] } ] } ] }""", "round")]
    [InlineData("""{ "classes": [ { "name": "c", "riders": [ { "number": "1", "rounds": [ { "round": "M1", "time": "1:65" } ] } ] } ] }""", "time")]
    [InlineData("""{ "classes": [ { "name": "c", "riders": [ { "number": "1", "rounds": [ { "round": "M1", "time": "-1" } ] } ] } ] }""", "time")]
    public void What_can_not_be_read_is_refused_with_its_member(string text, string member)
    {
        var error = MeetingFileReader.Read(text).Error;
        Assert.Equal(MeetingFileReader.Malformed, error?.Code);
        Assert.Contains(member, error!.Message, StringComparison.Ordinal);
    }
}
