using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class TrackActorTests
{
    private readonly RawLogBuilder _log = new();

    [Fact]
    public void Events_are_fenced_by_what_is_on_the_subject()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run(); // asserts the fence of each publish

        Assert.Equal(Enumerable.Range(1, run.Subject.Count).Select(i => (long)i), run.Subject.Select(e => e.RaceSeq));
    }

    [Fact]
    public void A_successor_publishes_only_what_is_missing_wherever_the_first_one_died()
    {
        RaceScripts.CleanRace(_log);
        var whole = new ActorRun(_log);
        whole.Recover();
        whole.Run();

        for (var published = 1; published < whole.Subject.Count; published++)
        {
            var run = new ActorRun(_log, new TrackActorOptions { CheckpointEveryRaws = 4 });
            run.Recover();
            run.Run(maxPublishes: published);
            run.Recover();
            run.Run();

            Assert.Equal(whole.Lines, run.Lines);
            Assert.False(run.Actor.Diverged);
        }
    }

    [Fact]
    public void A_batch_keeps_the_order_and_the_fence_of_its_first_event()
    {
        RaceScripts.CleanRace(_log);
        var actor = new TrackActor(_log.Track, null, null, new TrackActorOptions());
        _log.Records.ForEach(actor.Accept);

        var first = actor.NextPublish(3)!;
        Assert.Equal((0L, 3), (first.ExpectedStreamSeq, first.Events.Length));
        actor.OnPublished(3, 17);
        Assert.Equal(17, actor.NextPublish(3)!.ExpectedStreamSeq);
    }

    [Fact]
    public void A_checkpoint_is_never_ahead_of_the_published_events()
    {
        RaceScripts.CleanRace(_log);
        var actor = new TrackActor(_log.Track, null, null, new TrackActorOptions { CheckpointEveryRaws = 1 });
        _log.Records.ForEach(actor.Accept);

        Assert.Empty(actor.Settle(Micros.Zero, caughtUp: true));
    }

    [Fact]
    public void A_checkpoint_is_saved_every_hundred_messages_and_when_idle()
    {
        var run = new ActorRun(_log);
        run.Recover();
        run.Now = Micros.Zero;
        for (var i = 0; i < 250; i++)
        {
            _log.Status(i * 5_000);
        }

        run.Run();
        Assert.Equal([100L, 200L], run.Effects.OfType<SaveCheckpoint>().Select(c => c.RawSeq));

        run.Now = Micros.FromSeconds(9);
        run.Settle(caughtUp: true);
        Assert.Equal(2, run.Effects.Count);
        run.Now = Micros.FromSeconds(10);
        run.Settle(caughtUp: true);
        Assert.Equal(250, run.Effects.OfType<SaveCheckpoint>().Last().RawSeq);
    }

    [Fact]
    public void A_track_that_catches_up_saves_less_often()
    {
        var run = new ActorRun(_log, new TrackActorOptions { CheckpointEveryRaws = 2, CheckpointEveryRawsBehind = 5 });
        run.Recover();
        for (var i = 1; i <= 11; i++)
        {
            _log.Status(i * 5_000);
            run.Run(settle: false);
            run.Settle(caughtUp: false);
        }

        Assert.Equal([5L, 10L], run.Effects.OfType<SaveCheckpoint>().Select(c => c.RawSeq));
        _log.Status(60_000);
        run.Run();
        Assert.Equal(12, run.Effects.OfType<SaveCheckpoint>().Last().RawSeq);
    }

    [Fact]
    public void Events_are_the_same_bytes_whether_or_not_their_payload_was_parsed()
    {
        RaceScripts.CleanRace(_log);
        _log.Stage("moto-2", change: s => s with { Track = s.Track with { Name = "Zürich \"Süd\" <1>" } });
        var run = new ActorRun(_log);
        run.Recover();
        run.Run();
        var fold = new FoldRun(_log);
        _log.Records.ForEach(r => fold.Feed(r));

        Assert.Equal(fold.Events.Select(e => Encoding.UTF8.GetString(RaceEventWriter.ToBytes(e))), run.Lines);
    }

    [Fact]
    public void A_checkpoint_of_another_fold_is_not_used()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run();
        var bytes = (run.Actor.Checkpoint() with { FoldVersion = RaceFold.FoldVersion + 1 }).ToBytes();

        Assert.Null(EngineCheckpoint.TryRead(bytes));
        Assert.Null(EngineCheckpoint.TryRead("{"u8));
        Assert.Null(EngineCheckpoint.TryRead("{}"u8));
    }

    [Fact]
    public void A_snapshot_is_published_at_each_phase_change_and_at_most_once_a_second_between()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run(); // the clock stands still

        Assert.Equal(
            [RacePhases.Staged, RacePhases.Racing, RacePhases.Finished],
            run.Effects.OfType<PublishSnapshot>().Select(s => Read(s).Phase));

        _log.Programme();
        run.Run();
        Assert.Equal(3, run.Effects.OfType<PublishSnapshot>().Count());
        run.Now += Micros.FromSeconds(1);
        run.Settle(caughtUp: true);
        run.Settle(caughtUp: true);
        var last = Assert.Single(run.Effects.OfType<PublishSnapshot>().Skip(3));
        Assert.Equal((run.Subject.Count, (long)run.Subject.Count), ((int)last.RaceSeq, last.StreamSeq));
        Assert.Equal("meeting-1", last.MeetingId!.Value.Value);
    }

    [Fact]
    public void An_idle_tracks_snapshot_is_refreshed_before_the_stream_drops_it()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run();
        run.Effects.Clear();

        run.Now += Micros.From(TimeSpan.FromHours(11));
        run.Settle(caughtUp: true);
        Assert.Empty(run.Effects.OfType<PublishSnapshot>());
        run.Now += Micros.From(TimeSpan.FromHours(1));
        run.Settle(caughtUp: true);
        Assert.Single(run.Effects.OfType<PublishSnapshot>());
    }

    [Fact]
    public void No_snapshot_is_published_before_the_replay_has_reached_what_is_published()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run();
        run.Effects.Clear();
        run.Stored = null;
        run.Recover();
        run.Run();

        Assert.Equal(run.Subject.Count, Assert.Single(run.Effects.OfType<PublishSnapshot>()).RaceSeq);
    }

    [Fact]
    public void A_poison_message_becomes_an_event_and_a_dead_letter_and_the_track_goes_on()
    {
        var run = new ActorRun(_log);
        run.Recover();
        _log.Bytes("garbage");
        _log.Stage();
        run.Run();

        using var skipped = JsonDocument.Parse(run.Subject[0].Body);
        Assert.Equal("input_ignored", skipped.RootElement.GetProperty("kind").GetString());
        Assert.Equal("dead_lettered", skipped.RootElement.GetProperty("payload").GetProperty("reason").GetString());
        var letter = Assert.Single(run.Effects.OfType<SendDeadLetter>());
        Assert.Equal((1L, "invalid_envelope", "garbage"), (letter.RawSeq, letter.Reason, Encoding.UTF8.GetString(letter.Body.Span)));
        Assert.Equal(1, run.Effects.OfType<SaveCheckpoint>().First().RawSeq);
        Assert.Equal(RacePhases.Staged, run.Actor.Snapshot.Phase);
    }

    [Fact]
    public void A_message_the_fold_fails_on_can_be_skipped_by_its_host()
    {
        var actor = new TrackActor(_log.Track, null, null, new TrackActorOptions());
        var stage = _log.Stage();
        actor.Skip(stage, "fold_failed");

        using var skipped = JsonDocument.Parse(actor.NextPublish(10)!.Events.Single().Body);
        Assert.Equal("input_ignored", skipped.RootElement.GetProperty("kind").GetString());
        Assert.Equal(2, actor.NextRawSeq);
    }

    [Fact]
    public void A_message_read_again_is_not_folded_again()
    {
        var actor = new TrackActor(_log.Track, null, null, new TrackActorOptions());
        var stage = _log.Stage();
        actor.Accept(stage);
        actor.Accept(stage);

        Assert.Equal(2, actor.NextPublish(10)!.Events.Length);
        Assert.Equal(0, actor.Counters.DuplicateIntents);
    }

    [Fact]
    public void A_checkpoint_ahead_of_the_events_is_not_trusted()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run();
        var whole = run.Lines.ToArray();
        run.Stored = run.Actor.Checkpoint().ToBytes();
        run.Subject.RemoveRange(5, run.Subject.Count - 5); // the event stream lost its tail
        run.Recover();

        Assert.True(run.Actor.CheckpointAhead);
        run.Run();
        Assert.Equal(whole, run.Lines);
    }

    [Fact]
    public void The_fullest_state_still_fits_into_the_bucket()
    {
        var run = new ActorRun(_log);
        run.Recover();
        for (uint decoder = 1; decoder <= RaceState.MaxDecoders; decoder++)
        {
            for (var i = 0; i <= DecoderState.MaxMarks; i++)
            {
                _log.Passing(RawLogBuilder.Chip(i % 8), i * 100, decoder, code: "FL-00001");
            }
        }

        for (var i = 0; i < RaceState.MaxMotos; i++)
        {
            _log.Stage($"moto-of-a-meeting-with-a-long-name-{i:0000}", riders: 8);
            _log.Unstage();
        }

        run.Run();
        Assert.InRange(run.Actor.Checkpoint().ToBytes().Length, 500_000, new RaceEngineOptions().MaxCheckpointBytes);
    }

    [Fact]
    public void A_log_that_no_longer_leads_to_the_events_goes_on_from_their_sequence_and_says_so()
    {
        RaceScripts.CleanRace(_log);
        var run = new ActorRun(_log);
        run.Recover();
        run.Run();
        var count = run.Subject.Count;
        run.Stored = null;
        _log.Records.Clear(); // the raw log aged out and the checkpoint is gone
        run.Recover();
        _log.Stage("moto-2");
        run.Run();

        Assert.True(run.Actor.Diverged);
        Assert.Equal([count + 1L, count + 2L], run.Subject.Skip(count).Select(e => e.RaceSeq));
    }

    private static RaceSnapshot Read(PublishSnapshot snapshot) =>
        JsonSerializer.Deserialize(snapshot.Body.Span, WireJson.Default.RaceSnapshot)!;
}
