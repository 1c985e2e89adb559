using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;
using Xunit;

namespace BmxTiming.Tests.Unit.Projections;

public sealed class MotoResultsTests
{
    private readonly RaceEvents _events = new(TrackId.Parse("track-a"));

    [Fact]
    public void A_run_goes_from_the_gate_to_its_corrected_result()
    {
        var run = Fold(_events.Staged(1), _events.Gate(1), _events.Finished(1), _events.Corrected(1));

        Assert.NotNull(run);
        Assert.Equal(("track-a", "day-1", "m1", RaceEvents.Run(1)), (run.TrackId, run.MeetingId, run.MotoId, run.RunId));
        Assert.Equal(RacePhases.Finished, run.Phase);
        Assert.Equal(new Micros(1_000_000), run.GateTimeUs);
        Assert.Equal(1, run.CorrectedCount);
        Assert.Equal("late_read", run.Reason);
        Assert.Equal(new Micros(34_000_000), run.Results![0].ElapsedUs);
        Assert.Equal((10, 13), (run.StagedSeq, run.StreamSeq));
    }

    [Fact]
    public void A_reopened_run_has_no_result_and_an_official_one_says_so()
    {
        var reopened = Fold(_events.Staged(1), _events.Gate(1), _events.Finished(1), _events.Reopened(1));
        Assert.Equal((RacePhases.Racing, "reopen"), (reopened!.Phase, reopened.Reason));
        Assert.Null(reopened.Results);

        Assert.True(Fold(_events.Staged(2), _events.Gate(2), _events.Finished(2), _events.Official(2, true))!.Official);
        Assert.False(Fold(_events.Staged(3), _events.Gate(3), _events.Finished(3), _events.Official(3, true), _events.Official(3, false))!.Official);
    }

    [Fact]
    public void A_second_gate_begins_the_run_anew()
    {
        var run = Fold(_events.Staged(1), _events.Gate(1), _events.Finished(1), _events.Gate(1, 9_000_000));

        Assert.Equal(RacePhases.Racing, run!.Phase);
        Assert.Equal(new Micros(9_000_000), run.GateTimeUs);
        Assert.Null(run.Results);
        Assert.Null(run.Reason);
    }

    [Fact]
    public void A_reset_and_an_unstaged_run_are_abandoned_with_their_reason()
    {
        Assert.Equal((RacePhases.Abandoned, "gate fault"), PhaseOf(Fold(_events.Staged(1), _events.Gate(1), _events.Reset(1, "gate fault"))));
        Assert.Equal((RacePhases.Abandoned, MotoResults.Unstaged), PhaseOf(Fold(_events.Staged(2), _events.Unstaged(2))));
    }

    [Fact]
    public void An_event_seen_before_changes_nothing()
    {
        var corrected = _events.Corrected(1);
        var run = Fold(_events.Staged(1), _events.Gate(1), _events.Finished(1), corrected);

        Assert.Same(run, MotoResults.Apply(run, corrected, run!.StreamSeq));
    }

    [Fact]
    public void A_run_whose_staging_is_not_on_the_log_has_no_document() =>
        Assert.Null(MotoResults.Apply(null, _events.Gate(1), 1));

    [Fact]
    public void A_board_takes_each_event_once()
    {
        var staged = _events.Staged(1);
        var board = RaceBoards.Apply(RaceBoard.Empty(TrackId.Parse("track-a")), staged, 7);

        Assert.Equal((7, 1, RacePhases.Staged), (board.StreamSeq, board.Snapshot.RaceSeq, board.Snapshot.Phase));
        Assert.Same(board, RaceBoards.Apply(board, staged, 7));
    }

    private static (string, string?) PhaseOf(MotoResult? run) => (run!.Phase, run.Reason);

    private static MotoResult? Fold(params ReadOnlySpan<RaceEvent> events)
    {
        MotoResult? run = null;
        var seq = 10L;
        foreach (var message in events)
        {
            run = MotoResults.Apply(run, message, seq++);
        }

        return run;
    }
}
