using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Ingest;

/// <summary>One message that a person wants on a track's log.</summary>
internal readonly record struct DevelopmentMessage(string Type, JsonElement Payload);

/// <summary>
/// A gateway for people who try things out: gives messages their numbers and sends them through the same check and the
/// same lane as any gateway's batch. One request at a time.
/// </summary>
internal sealed class DevelopmentSender(LaneDirectory lanes, TimeProvider time) : IDisposable
{
    public const string Client = "development";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<TrackId, (BootId Boot, long LastSeq)> _tracks = [];

    /// <summary>The lane's answer, or why the messages never reached it.</summary>
    public async Task<(LaneAnswer? Answer, BatchRefusal? Refusal)> SendAsync(
        TrackId track, IReadOnlyList<DevelopmentMessage> messages, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (boot, last) = _tracks.GetValueOrDefault(track, (BootId.Parse(Guid.CreateVersion7().ToString()), 0));
            var nowUs = Micros.Now(time);
            var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(BatchOf(track, boot, last, nowUs, messages), WireJson.Default.IngestBatch));
            var reading = BatchValidator.Read(body, new SenderRights([track.Value], Client, MaySync: false), nowUs);
            if (reading.Batch is not { } batch)
            {
                return (null, reading.Refusal);
            }

            var answer = await lanes.SubmitAsync(batch, cancellationToken);
            if (answer is LaneAnswer.Accepted accepted)
            {
                _tracks[track] = (boot, accepted.LastSeq);
            }
            else
            {
                _tracks.Remove(track); // What became of these numbers is open: the next ones are a new boot's.
            }

            return (answer, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static IngestBatch BatchOf(
        TrackId track, BootId boot, long last, Micros nowUs, IReadOnlyList<DevelopmentMessage> messages) => new()
        {
            ContractVersion = ContractVersions.TrackIngestV2,
            TrackId = track,
            SentUs = nowUs,
            Events = [.. messages.Select((message, index) => new RawMessage
            {
                EventId = MessageId.New(),
                ContractVersion = ContractVersions.TrackIngestV2,
                TrackId = track,
                EventIdContext = new EventIdContext(ClientId.Parse(Client), boot, last + 1 + index),
                CapturedAtUs = nowUs,
                MessageType = message.Type,
                Payload = message.Payload,
            })],
        };
}
