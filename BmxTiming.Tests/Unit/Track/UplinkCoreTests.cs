using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class UplinkCoreTests
{
    private readonly UplinkRig _rig = new();
    private readonly IngestModel _server = new();

    [Fact]
    public void Nothing_to_send_is_no_batch() => Assert.Null(_rig.Take());

    [Fact]
    public void A_batch_holds_what_has_gathered_up_to_five_hundred()
    {
        _rig.Capture(700);

        Assert.Equal((1, 500), Bounds(_rig.Take()!));
        _rig.Answer(_rig.Take()!, _server.Post(_rig.Take()!));
        Assert.Equal((501, 700), Bounds(_rig.Take()!));
    }

    [Fact]
    public void A_lost_answer_sends_the_same_bytes_again()
    {
        _rig.Capture(2);
        var first = _rig.Take()!;
        _server.Post(first);
        _rig.Answer(first, new UplinkAnswer(0));
        var second = _rig.Take()!;

        Assert.Equal(first.Records.Select(static r => r.ToArray()), second.Records.Select(static r => r.ToArray()));
        _rig.Drain(_server);
        Assert.Equal([0, 1], Numbers());
        Assert.Equal(UplinkState.Ok, _rig.Core.Health.State);
    }

    [Fact]
    public void Waiting_grows_and_never_undercuts_what_the_server_asked_for()
    {
        _rig.Capture();
        var waits = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            _rig.Answer(_rig.Take()!, new UplinkAnswer(503));
            waits.Add(_rig.Core.WaitUs(_rig.NowUs).Value);
        }

        Assert.Equal([250_000, 500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000, 8_000_000, 8_000_000], waits);
        Assert.Equal(UplinkState.Offline, _rig.Core.Health.State);
        _rig.Answer(_rig.Take()!, new UplinkAnswer(429) { RetryAfterUs = Micros.FromSeconds(20) });
        Assert.InRange(_rig.Core.WaitUs(_rig.NowUs).Value, 20_000_000, 20_250_000);
    }

    [Fact]
    public void Waiting_is_spread_over_the_whole_of_it_and_never_a_tight_loop()
    {
        var random = new Random(1);
        var waits = Enumerable.Range(0, 500).Select(_ =>
        {
            var backoff = new Backoff(Micros.FromMilliseconds(250), Micros.FromSeconds(8), random.NextInt64);
            for (var i = 0; i < 3; i++)
            {
                backoff.Next();
            }

            return backoff.Next().Value;
        }).ToArray();

        Assert.InRange(waits.Min(), 62_500, 150_000);
        Assert.InRange(waits.Max(), 1_900_000, 2_000_000);
        Assert.InRange(waits.Average(), 900_000, 1_150_000);
    }

    [Fact]
    public void A_link_too_slow_for_a_full_batch_carries_smaller_ones_until_it_recovers()
    {
        _rig.Capture(500);
        for (var expected = 250; expected >= 62; expected /= 2)
        {
            _rig.Answer(_rig.Take()!, new UplinkAnswer(0) { TimedOut = true });
            Assert.Equal(expected, _rig.Take()!.Records.Count);
        }

        _rig.Answer(_rig.Take()!, _server.Post(_rig.Take()!));
        Assert.Equal(124, _rig.Take()!.Records.Count);
        _rig.Answer(_rig.Take()!, new UplinkAnswer(0)); // refused at once: the line is not slow, it is down
        Assert.Equal(124, _rig.Take()!.Records.Count);
    }

    [Fact]
    public void The_age_of_what_waits_is_that_of_the_oldest_record()
    {
        var capturedUs = _rig.NowUs;
        _rig.Capture(2);
        _rig.NowUs += Micros.FromSeconds(90);
        _rig.Capture(1);
        _rig.Take();
        Assert.Equal(capturedUs, _rig.Core.OldestUnsentUs);

        _rig.Drain(_server);
        Assert.Null(_rig.Core.OldestUnsentUs);
    }

    [Fact]
    public void A_log_that_lost_all_of_this_boot_gets_the_end_of_the_boots_before_it_too()
    {
        _rig.Capture(3);
        _rig.Drain(_server);
        _rig.Restart();
        _rig.Capture(2);
        _rig.Drain(_server);
        _server.LoseTail(3); // both of this boot, and the last of the one before
        _rig.Capture(1);
        _rig.Drain(_server);

        Assert.Equal([0, 1, 2, 3, 4, 5], Numbers());
    }

    [Fact]
    public void A_gap_rewinds_to_what_the_server_expects()
    {
        _rig.Capture(5);
        _rig.Drain(_server);
        _server.LoseTail(3);
        _rig.Capture(1);
        _rig.Drain(_server);

        Assert.Equal([0, 1, 2, 3, 4, 5], Numbers());
    }

    [Fact]
    public void A_gap_the_spool_can_not_fill_is_declared()
    {
        _rig.Capture(4);
        var (name, bytes) = _rig.Files.Segments.Single();
        var damaged = bytes.ToArray();
        damaged.AsSpan(SpoolRecord.HeaderBytes, 10).Fill(0xFF);
        _rig.Files.Overwrite(name, damaged);
        _rig.Restart();
        _rig.Drain(_server);

        var loss = _server.Log[0];
        Assert.Equal(MessageTypes.Gateway, loss.MessageType);
        Assert.Equal(1, loss.EventIdContext.Seq);
        Assert.Equal(1, loss.Payload.GetProperty("to_seq").GetInt64());
        Assert.Equal([1, 2, 3], Numbers());
        Assert.Equal(1, _rig.Core.Counters.DeclaredLost);
    }

    [Fact]
    public void A_repeated_declaration_is_the_same_bytes()
    {
        _rig.Capture(1);
        var (name, bytes) = _rig.Files.Segments.Single();
        _rig.Files.Overwrite(name, new byte[bytes.Length]);
        _rig.Spool.Rewind(_rig.Spool.Current.Id, 1);
        var first = JsonDocument.Parse(_rig.Take()!.Records[0]).RootElement;
        _rig.NowUs += Micros.FromSeconds(9);
        var second = JsonDocument.Parse(_rig.Take()!.Records[0]).RootElement;

        Assert.Equal(first.GetProperty("payload").GetRawText(), second.GetProperty("payload").GetRawText());
        Assert.Equal(first.GetProperty("event_id").GetString(), second.GetProperty("event_id").GetString());
    }

    [Fact]
    public void A_conflict_files_the_tail_under_a_new_boot_and_goes_on()
    {
        _rig.Capture(1);
        var foreign = new UplinkRig(); // the same boot name with other content: a laptop that was cloned
        foreign.Captured.Add(-1);
        foreign.Capture(2);
        _server.Post(foreign.Take()!);
        _rig.Capture(3);

        _rig.Drain(_server);

        Assert.Equal(1, _rig.Core.Counters.Conflicts);
        Assert.Equal([0, 1, 2, 3], Numbers(_server.Log.Where(static m => m.EventIdContext.BootId.Value != "boot-1")));
        Assert.Equal("boot-2", _rig.Spool.Current.Id.Value);
        Assert.Null(_rig.Take());
    }

    [Fact]
    public void A_new_stream_gets_everything_that_is_kept()
    {
        _rig.Capture(3);
        _rig.Drain(_server);
        _rig.Restart();
        _rig.Capture(2);
        _rig.Drain(_server);
        _server.LoseStream();
        _rig.Capture(1);
        _rig.Drain(_server);

        Assert.Equal([0, 1, 2, 3, 4, 5], Numbers().Order());
        Assert.Equal(6, _server.Log.Count);
    }

    [Fact]
    public void A_new_stream_is_seen_after_a_restart_of_the_gateway_too()
    {
        _rig.Capture(3);
        _rig.Drain(_server);
        _rig.Spool.SaveAcks();
        _server.LoseStream();
        _rig.Restart();
        _rig.Capture(1);
        _rig.Drain(_server);

        Assert.Equal([0, 1, 2, 3], Numbers().Order());
    }

    [Fact]
    public void A_stream_that_lost_its_tail_is_seen_by_its_sequence()
    {
        _rig.Capture(4);
        _rig.Drain(_server);
        _rig.Restart();
        _rig.Capture(1);
        _server.LoseTail(3);
        _rig.Drain(_server);

        Assert.Equal([0, 1, 2, 3, 4], Numbers().Order());
    }

    [Fact]
    public void Duplicates_answered_by_a_server_that_has_seen_less_are_no_stream_loss()
    {
        _rig.Capture(2);
        _rig.Drain(_server);
        _rig.Spool.Rewind(_rig.Spool.Current.Id, 1);
        var batch = _rig.Take()!;
        _rig.Answer(batch, new UplinkAnswer(200)
        {
            Accepted = new IngestAccepted(0, 2, 2, 2, StreamSeq: 1, "epoch-1", _rig.NowUs, _rig.NowUs),
        });

        Assert.Null(_rig.Take());
    }

    /// <summary>Found by the simulation, seed 43: the end of an old boot was gone and nobody knew.</summary>
    [Fact]
    public void A_tail_that_is_lost_while_other_tracks_write_is_sent_again()
    {
        _rig.Capture(2);
        _rig.Drain(_server);
        _rig.Spool.SaveAcks();
        _rig.Restart();
        _rig.Capture();
        _rig.Answer(_rig.Take()!, new UplinkAnswer(200)
        {
            // The second message of the boot before is gone; another track has taken its sequence and more.
            Accepted = new IngestAccepted(1, 0, 1, 1, StreamSeq: 9, "epoch-1", _rig.NowUs, _rig.NowUs, BehindStreamSeq: 1),
        });

        Assert.Equal("boot-1", _rig.Take()?.Boot.Value);
    }

    [Fact]
    public void A_log_that_ends_before_what_was_confirmed_gets_all_that_is_kept_before_anything_new()
    {
        _rig.Capture(2);
        _rig.Drain(_server);
        _rig.Spool.SaveAcks();
        _rig.Restart();
        _rig.Capture();
        var batch = _rig.Take()!;
        Assert.Equal(("epoch-1", 2L), (batch.StreamEpoch, batch.StreamSeq));

        _rig.Answer(batch, Lost("epoch-1", 1));

        Assert.Equal(1, _rig.Core.Counters.Regressions);
        var again = _rig.Take()!;
        Assert.Equal(("boot-1", 1L, 1L), (again.Boot.Value, again.FromSeq, again.StreamSeq));
    }

    [Fact]
    public void Two_streams_that_answer_in_turn_are_asked_slowly()
    {
        _rig.Capture();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Micros.Zero, _rig.Core.WaitUs(_rig.NowUs));
            _rig.Answer(_rig.Take()!, Lost($"epoch-{i}", 1));
        }

        Assert.True(_rig.Core.WaitUs(_rig.NowUs) > Micros.Zero);
        Assert.NotNull(_rig.Take());
    }

    private static UplinkAnswer Lost(string epoch, long seq) => new(409)
    {
        Problem = new IngestProblem { Code = IngestCodes.StreamLost, StreamEpoch = epoch, StreamSeq = seq },
    };

    [Fact]
    public void A_refused_token_is_read_again()
    {
        _rig.Capture();
        _rig.Answer(_rig.Take()!, new UplinkAnswer(401) { Problem = new IngestProblem { Code = IngestCodes.Unauthorized } });

        Assert.Equal(1, _rig.TokenReloads);
        Assert.Equal(UplinkState.Refused, _rig.Core.Health.State);
        Assert.Equal(IngestCodes.Unauthorized, _rig.Core.Health.Code);
        Assert.NotNull(_rig.Take());
    }

    [Fact]
    public void A_body_too_large_is_halved_until_it_fits()
    {
        _rig.Capture(8);
        _rig.Answer(_rig.Take()!, new UplinkAnswer(413));
        Assert.Equal((1, 4), Bounds(_rig.Take()!));
        _rig.Answer(_rig.Take()!, new UplinkAnswer(413));
        Assert.Equal((1, 2), Bounds(_rig.Take()!));
    }

    [Fact]
    public void A_contract_error_keeps_the_records_and_waits()
    {
        _rig.Capture(2);
        _rig.Answer(_rig.Take()!, new UplinkAnswer(400) { Problem = new IngestProblem { Code = IngestCodes.InvalidPayload } });

        Assert.Equal(2, _rig.Spool.UnsentRecords);
        Assert.Equal(UplinkState.Refused, _rig.Core.Health.State);
        Assert.True(_rig.Core.WaitUs(_rig.NowUs) > Micros.Zero);
    }

    [Fact]
    public void A_batch_becomes_the_body_of_the_contract()
    {
        _rig.Capture(20);
        var (plain, isPlainBrotli) = BatchBody.Write(TrackId.Parse("track-a"), _rig.Take()! with { Records = [_rig.Take()!.Records[0]] }, null);
        Assert.False(isPlainBrotli);
        var body = JsonDocument.Parse(plain).RootElement;
        Assert.Equal("track_ingest.v2", body.GetProperty("contract_version").GetString());
        Assert.Equal(_rig.NowUs.Value, body.GetProperty("sent_us").GetInt64());
        Assert.False(body.TryGetProperty("clock", out _));
        Assert.Equal(1, body.GetProperty("events")[0].GetProperty("event_id_context").GetProperty("seq").GetInt64());

        var (_, isBrotli) = BatchBody.Write(TrackId.Parse("track-a"), _rig.Take()!, null);
        Assert.True(isBrotli);
    }

    private IEnumerable<int> Numbers() => Numbers(_server.Log);

    private static IEnumerable<int> Numbers(IEnumerable<RawMessage> log) => log
        .Where(static message => message.MessageType == MessageTypes.Passing)
        .Select(static message => message.Payload.GetProperty("n").GetInt32());

    private static (long From, long To) Bounds(UplinkBatch batch) => (batch.FromSeq, batch.ToSeq);
}
