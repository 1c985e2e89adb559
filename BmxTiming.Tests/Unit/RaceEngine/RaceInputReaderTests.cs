using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class RaceInputReaderTests
{
    private readonly RawLogBuilder _log = new();

    private RawReading Read(RawRecord record) => RaceInputReader.Read(_log.Track, record.StreamSeq, record.Body);

    private RawRecord Edited(RawRecord record, string from, string to) =>
        _log.Bytes(Encoding.UTF8.GetString(record.Body.Span).Replace(from, to, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Bytes_that_are_no_envelope_are_poison_named_by_their_place(string text)
    {
        var reading = Read(_log.Bytes(text));

        Assert.Equal("invalid_envelope", reading.Poison);
        Assert.Equal("track-a:raw:1", reading.Origin.IdempotencyKey);
        Assert.IsType<DeadLetteredInput>(reading.Input);
    }

    [Fact]
    public void A_message_of_another_track_is_poison()
    {
        var reading = RaceInputReader.Read(TrackId.Parse("track-b"), 1, _log.Status(0).Body);

        Assert.Equal("invalid_envelope", reading.Poison);
    }

    [Fact]
    public void A_payload_that_does_not_fit_its_type_is_poison_that_knows_its_sender()
    {
        var reading = Read(Edited(_log.Status(0), "\"noise\":20", "\"noise\":\"loud\""));

        Assert.Equal("invalid_payload", reading.Poison);
        Assert.Equal("track-a:gw-1:boot-1:1", reading.Origin.IdempotencyKey);
        Assert.Equal(1, reading.Input.Source.Seq);
    }

    [Fact]
    public void A_passing_without_a_time_is_poison_and_one_at_zero_is_not()
    {
        Assert.Equal("invalid_payload", Read(Edited(_log.Lane(1, 0), "\"rtc_time_us\":", "\"time_us\":")).Poison);
        var zero = System.Text.RegularExpressions.Regex.Replace(
            Encoding.UTF8.GetString(_log.Lane(1, 0).Body.Span), "\"rtc_time_us\":[0-9]+", "\"rtc_time_us\":0");
        Assert.Null(Read(_log.Bytes(zero)).Poison);
    }

    [Fact]
    public void A_contract_of_the_future_is_poison()
    {
        Assert.Equal("unsupported_contract_version", Read(Edited(_log.Status(0), "track_ingest.v2", "track_ingest.v9")).Poison);
    }

    [Fact]
    public void An_unknown_message_type_is_not_poison()
    {
        var reading = Read(_log.UnknownType(0));

        Assert.Null(reading.Poison);
        Assert.IsType<UnknownInput>(reading.Input);
    }

    [Fact]
    public void Members_the_engine_does_not_know_are_passed_over()
    {
        var reading = Read(Edited(_log.Status(0), "\"noise\":20", "\"noise\":20,\"humidity\":0.4"));

        Assert.IsType<StatusInput>(reading.Input);
    }

    [Fact]
    public void Event_ids_derive_from_the_idempotency_key_and_the_ordinal()
    {
        var fold = new FoldRun(_log);
        var stage = _log.Stage();
        fold.Feed(stage);

        var key = Read(stage).Origin.IdempotencyKey;
        Assert.Equal([DerivedId.OfRaceEvent(key, 0), DerivedId.OfRaceEvent(key, 1)], fold.Events.Select(e => e.EventId));
        Assert.All(fold.Events, e => Assert.Equal(RawLogBuilder.At(5), e.TsUs));
    }
}
