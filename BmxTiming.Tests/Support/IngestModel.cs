using System.Security.Cryptography;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Support;

/// <summary>Something that takes batches as an ingest lane does.</summary>
internal interface IIngestLog
{
    Micros NowUs { set; }

    UplinkAnswer Post(IReadOnlyList<RawMessage> events);
}

/// <summary>The rules of an ingest lane, in memory: appends in order or answers duplicate, gap or conflict.</summary>
internal sealed class IngestModel : IIngestLog
{
    private readonly Dictionary<(string Client, string Boot), Lane> _lanes = [];
    private int _epoch = 1;

    /// <summary>What has been appended, in order.</summary>
    public List<RawMessage> Log { get; } = [];

    public Micros NowUs { get; set; }

    /// <summary>The number the log expects next of a boot of the usual client.</summary>
    public long NextSeq(BootId boot) => (_lanes.TryGetValue(("gw-a1", boot.Value), out var lane) ? lane.LastSeq : 0) + 1;

    /// <summary>The stream is gone and a new, empty one made.</summary>
    public void LoseStream()
    {
        _epoch++;
        _lanes.Clear();
        Log.Clear();
    }

    /// <summary>The newest messages of the stream are gone; its name and epoch stay.</summary>
    public void LoseTail(int count)
    {
        Log.RemoveRange(Math.Max(0, Log.Count - count), Math.Min(count, Log.Count));
        var kept = Log.ToArray();
        Log.Clear();
        _lanes.Clear();
        foreach (var message in kept)
        {
            Append(message);
        }
    }

    public UplinkAnswer Post(UplinkBatch batch) =>
        Post([.. batch.Records.Select(static record => JsonSerializer.Deserialize(record.Span, WireJson.Default.RawMessage)!)]);

    public UplinkAnswer Post(IReadOnlyList<RawMessage> events)
    {
        var accepted = 0;
        foreach (var message in events)
        {
            var context = message.EventIdContext;
            var lane = LaneOf(context);
            if (context.Seq > lane.LastSeq + 1)
            {
                return Refused(new IngestProblem { Code = IngestCodes.Gap, ExpectedSeq = lane.LastSeq + 1 });
            }

            if (context.Seq <= lane.LastSeq)
            {
                if (lane.Hashes.TryGetValue(context.Seq, out var known) && known != Hash(message))
                {
                    return Refused(new IngestProblem { Code = IngestCodes.Conflict, Seq = context.Seq });
                }

                continue;
            }

            Append(message);
            accepted++;
        }

        var last = LaneOf(events[0].EventIdContext).LastSeq;
        return new UplinkAnswer(200)
        {
            Accepted = new IngestAccepted(accepted, events.Count - accepted, last, last, Log.Count, $"epoch-{_epoch}", NowUs, NowUs),
        };
    }

    private void Append(RawMessage message)
    {
        var lane = LaneOf(message.EventIdContext);
        lane.LastSeq = message.EventIdContext.Seq;
        lane.Hashes[lane.LastSeq] = Hash(message);
        if (message.MessageType == MessageTypes.Gateway && message.Payload.GetProperty("kind").GetString() == GatewayKinds.Loss)
        {
            lane.LastSeq = message.Payload.GetProperty("to_seq").GetInt64();
        }

        Log.Add(message);
    }

    private Lane LaneOf(EventIdContext context)
    {
        var key = (context.ClientId.Value, context.BootId.Value);
        if (!_lanes.TryGetValue(key, out var lane))
        {
            _lanes.Add(key, lane = new Lane());
        }

        return lane;
    }

    private static string Hash(RawMessage message) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(message.Payload)));

    private static UplinkAnswer Refused(IngestProblem problem) => new(409) { Problem = problem };

    private sealed class Lane
    {
        public long LastSeq { get; set; }

        public Dictionary<long, string> Hashes { get; } = [];
    }
}
