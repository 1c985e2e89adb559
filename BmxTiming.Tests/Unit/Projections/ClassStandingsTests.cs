using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;
using Xunit;

namespace BmxTiming.Tests.Unit.Projections;

public sealed class ClassStandingsTests
{
    private static readonly TrackId s_track = TrackId.Parse("track-a");
    private readonly RaceEvents _events = new(s_track);

    [Fact]
    public void A_class_has_the_ranks_of_each_moto_in_race_order_and_no_points()
    {
        var standing = Fold(
            _events.Staged(2), _events.Gate(2), _events.Finished(2), _events.Staged(1), _events.Gate(1), _events.Finished(1), _events.Corrected(1))!;

        Assert.Equal(("track-a:day-1:Boys 13", "Boys 13"), (standing.Id, standing.ClassName));
        Assert.Equal(["m1", "m2"], standing.Motos.Select(moto => moto.MotoId));
        Assert.Equal([(1, 34_000_000L), (2, 36_000_000L)], standing.Motos[0].Ranks.Select(rank => (rank.Place!.Value, rank.ElapsedUs!.Value.Value)));
        Assert.Equal("Moto 1", standing.Motos[0].RoundName);
    }

    [Fact]
    public void A_reset_run_and_a_second_gate_take_their_ranks_back()
    {
        Assert.Empty(Fold(_events.Staged(1), _events.Gate(1), _events.Finished(1), _events.Reset(1, "red flag"))!.Motos);
        Assert.Empty(Fold(_events.Staged(2), _events.Gate(2), _events.Finished(2), _events.Gate(2))!.Motos);
    }

    [Fact]
    public void A_re_run_counts_once_it_has_finished()
    {
        var first = Fold(_events.Staged(1), _events.Gate(1), _events.Finished(1), _events.Staged(1, number: 2));
        Assert.Equal(1, Assert.Single(first!.Motos).RunNumber);
    }

    [Fact]
    public void A_class_without_a_result_has_no_standing_and_an_event_seen_before_changes_nothing()
    {
        Assert.Null(Fold(_events.Staged(1), _events.Gate(1)));
        var standing = Fold(_events.Staged(2), _events.Gate(2), _events.Finished(2))!;
        var run = MotoResults.Apply(null, _events.Staged(3), 1)!;
        Assert.Same(standing, ClassStandings.Apply(standing, s_track, run, standing.StreamSeq));
    }

    private static ClassStanding? Fold(params ReadOnlySpan<RaceEvent> events)
    {
        ClassStanding? standing = null;
        var runs = new Dictionary<RunId, MotoResult?>();
        var seq = 0L;
        foreach (var message in events)
        {
            var run = MotoResults.RunOf(message)!.Value;
            runs[run] = MotoResults.Apply(runs.GetValueOrDefault(run), message, ++seq);
            standing = ClassStandings.Apply(standing, s_track, runs[run]!, seq);
        }

        return standing;
    }
}
