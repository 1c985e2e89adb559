using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>A gateway's batch, and the beginning of an event stream.</summary>
internal static class WireSamples
{
    public const string EventStream = "id: 982\nevent: event\ndata: {\"kind\":\"event\",\"channel\":\"race\",\"track_id\":\"hill-park\",\"seq\":982}\n\n";

    /// <summary>The first bytes of a compressed file.</summary>
    public const string Gzip = "H4sIAAAAAAAAAw==";

    public static IEnumerable<object> All =>
    [
        new IngestBatch
        {
            ContractVersion = ContractVersions.TrackIngestV2, TrackId = TrackId.Parse("hill-park"), SentUs = TrackSamples.Gate,
            Clock = new ClockReport(new Micros(-1_200), new Micros(450)),
            Events =
            [
                new RawMessage
                {
                    EventId = new MessageId(new Guid("0198f2c0-0000-7000-8000-000000000001")), ContractVersion = ContractVersions.TrackIngestV2,
                    TrackId = TrackId.Parse("hill-park"),
                    EventIdContext = new EventIdContext(ClientId.Parse("gw-a1"), BootId.Parse("0198f2bf-0000-7000-8000-000000000000"), 4711),
                    CapturedAtUs = TrackSamples.Gate, MessageType = MessageTypes.Passing,
                    Payload = JsonSerializer.SerializeToElement(
                        new PassingPayload(4711, 10_000_001, null, TrackSamples.Gate, null, 120, 25, 0, TrackSamples.Decoder),
                        WireJson.Default.PassingPayload),
                },
            ],
        },
        new IngestAccepted(1, 0, 4711, 4711, 20_412, "1", TrackSamples.Gate, TrackSamples.Gate + new Micros(800), 20_411),
    ];
}
