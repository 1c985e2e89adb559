using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Projections;

public sealed class TrackInsightTests
{
    private readonly RaceEvents _events = new(TrackId.Parse("track-a"));

    [Fact]
    public void Diagnostics_count_everything_and_keep_the_latest()
    {
        TrackDiagnostics? diagnostics = null;
        for (var seq = 1; seq <= 60; seq++)
        {
            var message = _events.Rejected(MessageId.New(), Intents.Stage, seq % 2 == 0 ? "version_conflict" : "race_running");
            diagnostics = Diagnostics.Apply(diagnostics, message, Diagnostics.EntryOf(message)!, seq);
        }

        Assert.Equal("track-a:day-1", diagnostics!.Id);
        Assert.Equal([("race_running", 30L), ("version_conflict", 30L)], diagnostics.Counts.Select(count => (count.Code, count.Count)));
        Assert.Equal((TrackDiagnostics.MaxLatest, 60), (diagnostics.Latest.Count, diagnostics.Latest[^1].RaceSeq));
        var again = _events.Rejected(MessageId.New(), Intents.Stage, "late");
        Assert.Same(diagnostics, Diagnostics.Apply(diagnostics, again, Diagnostics.EntryOf(again)!, 60));
        Assert.Null(Diagnostics.EntryOf(_events.Staged(1)));
    }

    [Fact]
    public void A_decoder_shows_what_it_said_last()
    {
        var log = new RawLogBuilder();
        log.Gateway(new GatewayPayload(GatewayKinds.DecoderConnected, RawLogBuilder.Decoder), 0);
        log.Version(10);
        log.Status(5_000);
        log.Lane(1, 7_000);
        log.Status(10_000);
        log.Gateway(new GatewayPayload(GatewayKinds.DecoderLost, RawLogBuilder.Decoder), 11_000);
        log.Stage();

        DecoderHealth? health = null;
        foreach (var record in log.Records)
        {
            var message = JsonSerializer.Deserialize(record.Body.Span, WireJson.Default.RawMessage)!;
            if (DecoderHealths.DecoderOf(message) is { } decoder)
            {
                health = DecoderHealths.Apply(health, message, decoder, record.StreamSeq);
            }
        }

        Assert.Equal(("track-a:204634", false, 6L), (health!.Id, health.Connected, health.StreamSeq));
        Assert.Equal(RawLogBuilder.At(10_000), health.Status!.DecoderTimeUs);
        Assert.Equal((RawLogBuilder.Chip(1), RawLogBuilder.At(7_000)), (health.LastPassing!.TransponderId, health.LastPassing.RtcTimeUs));
        Assert.Equal("4.2", health.Version!.Version);
        Assert.Equal(RawLogBuilder.At(11_005), health.ConnectionChangedAtUs);
    }
}
