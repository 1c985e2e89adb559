using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Director;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>What the judge of the kills must find, built in by hand into the logs of three directed races.</summary>
public sealed class TrackJudgeTests
{
    private const int Races = 3;
    private const double RacePeriodMs = 90_000;

    private static readonly TrackId s_track = TrackId.Parse("track-b");
    private static readonly DemoMeeting s_meeting = new(s_track, RawLogBuilder.Decoder);
    private static readonly DirectedScript s_script = new(s_meeting, 2);

    [Fact]
    public void Races_as_the_director_raced_them_have_no_fault() => Assert.Null(Fault(Log()));

    [Fact]
    public void A_race_that_is_still_on_the_track_is_no_fault()
    {
        var log = Log();
        Assert.Null(Fault(log, [.. log.Records.Take(log.Records.Count - 4)]));
    }

    [Fact]
    public void A_result_that_is_not_the_script_s_is_found()
    {
        Assert.Contains("the log has the result", Fault(Log(laterByUs: 1)), StringComparison.Ordinal);
        Assert.Contains("the log has the result", Fault(Log(lost: DemoTrack.SplitOne)), StringComparison.Ordinal);
        Assert.Contains("was staged", Fault(Log(racesLeftOut: 1)), StringComparison.Ordinal);
        Assert.Contains("track-b-m03-r1 finished", Fault(Log(lost: DemoTrack.Finish)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_race_ended_by_force_or_begun_again_is_found()
    {
        var forced = Log(lost: DemoTrack.Finish, afterRace: log => log.ForceFinish());
        Assert.Contains("ended with forced", Fault(forced), StringComparison.Ordinal);
        var reset = Log(lost: DemoTrack.Finish, afterRace: log => log.Reset());
        Assert.Contains("race_reset", Fault(reset), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_missing_doubled_out_of_order_or_changed_is_found()
    {
        var log = Log();
        var good = Events(log.Records);
        Assert.NotNull(Fault(log, published: [.. good.Where((_, i) => i != 9)]));
        Assert.NotNull(Fault(log, published: [.. good.Take(10), good[9], .. good.Skip(10)]));
        Assert.NotNull(Fault(log, published: [.. good.Take(9), good[10], good[9], .. good.Skip(11)]));
        Assert.NotNull(Fault(log, published: [.. good.SkipLast(1)]));
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good[^1]).Replace("track-b", "track-c", StringComparison.Ordinal));
        Assert.NotEqual(good[^1], changed);
        Assert.NotNull(Fault(log, published: [.. good.SkipLast(1), changed]));
    }

    [Fact]
    public void A_raw_message_missing_or_doubled_is_found()
    {
        var log = Log();
        Assert.Contains("follows", Fault(log, [.. log.Records.Where((_, i) => i != 12)]), StringComparison.Ordinal);
        Assert.Contains("follows", Fault(log, [.. log.Records.Take(13), log.Records[12], .. log.Records.Skip(13)]), StringComparison.Ordinal);
    }

    private static string? Fault(RawLogBuilder log, IReadOnlyList<RawRecord>? raw = null, IReadOnlyList<byte[]>? published = null)
    {
        var records = raw ?? log.Records;
        var folded = Events(records);
        return TrackJudge.Fault(
            s_script,
            [.. records.Select(record => Stored(record.StreamSeq, record.Body))],
            folded,
            [.. (published ?? folded).Select((body, i) => Stored(i + 1, body))]);
    }

    private static IReadOnlyList<byte[]> Events(IEnumerable<RawRecord> raw) =>
        IndependentFold.Events(s_track, raw.Select(record => (record.StreamSeq, (ReadOnlyMemory<byte>)record.Body)));

    /// <summary>Directed races; of the second one something may be wrong, all others are as they were raced.</summary>
    private static RawLogBuilder Log(
        long laterByUs = 0, string? lost = null, int racesLeftOut = 0, Action<RawLogBuilder>? afterRace = null)
    {
        var log = new RawLogBuilder(s_track.Value);
        for (var race = 1 + racesLeftOut; race <= Races; race++)
        {
            var isWrong = race == 2;
            Race(log, race, isWrong ? laterByUs : 0, isWrong ? lost : null);
            if (isWrong)
            {
                afterRace?.Invoke(log);
            }
        }

        return log;
    }

    private static void Race(RawLogBuilder log, int number, long laterByUs, string? lost)
    {
        var race = s_script.Race(number);
        var startUs = (long)(number * RacePeriodMs * 1000);
        Stage(log, race.Moto);
        foreach (var action in race.Timeline)
        {
            // Half a microsecond on top, so that no rounding takes a whole one.
            var ms = (startUs + action.AtUs.Value + 0.5) / 1000;
            switch (action)
            {
                case GateDrop:
                    log.Gate(ms);
                    break;
                case Crossing { Passing: var passing } when passing.Point != lost || passing.Rider.Lane != 3:
                    var lateMs = passing.Rider.Lane == 3 ? laterByUs / 1000.0 : 0;
                    log.Passing(passing.Rider.TransponderId, ms + lateMs, code: passing.Rider.Code);
                    break;
            }
        }
    }

    private static void Stage(RawLogBuilder log, DemoMoto moto) => log.Stage(moto.MotoId, change: stage => stage with
    {
        Track = stage.Track with
        {
            TimingPoints =
            [
                .. s_meeting.TrackBody.TimingPoints.Select(point =>
                    new TimingPointDetails(point.Id, point.Name, point.Role, new Micros(point.MinUs), new Micros(point.MaxUs))),
            ],
            GateIds = [DemoTrack.GateId],
        },
        Riders =
        [
            .. moto.Body.Entries.Zip(moto.Riders, (entry, rider) => new StagedRider(
                entry.Lane,
                RiderId.Parse(entry.RiderId),
                s_meeting.Riders.Single(known => known.RiderId == entry.RiderId).Body.Plate,
                "R. Rider",
                "Club",
                [rider.TransponderId],
                [rider.Code])),
        ],
    });

    private static LogMessage Stored(long seq, ReadOnlyMemory<byte> body) => new("", (ulong)seq, body, null, Pending: 0);
}
