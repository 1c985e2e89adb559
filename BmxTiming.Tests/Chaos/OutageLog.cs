using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Chaos;

/// <summary>
/// The log of one boot of one gateway that remembers only where it ends: what comes must be the next number with the next payload.
/// Hours of records would not fit otherwise.
/// </summary>
internal sealed class OutageLog : IIngestLog
{
    public Micros NowUs { get; set; }

    /// <summary>The clock that answers carry: the virtual one, not that of the wait.</summary>
    public Func<Micros> VirtualNowUs { get; set; } = static () => Micros.Zero;

    public long LastSeq { get; private set; }

    public string? Wrong { get; private set; }

    public UplinkAnswer Post(IReadOnlyList<RawMessage> events)
    {
        var accepted = 0;
        foreach (var message in events)
        {
            var seq = message.EventIdContext.Seq;
            if (seq > LastSeq + 1)
            {
                return new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.Gap, ExpectedSeq = LastSeq + 1 } };
            }

            if (seq <= LastSeq)
            {
                continue;
            }

            // Payloads are numbered from 0, records from 1.
            Wrong ??= message.Payload.GetProperty("n").GetInt64() == seq - 1 ? null : $"record {seq} holds {message.Payload}";
            LastSeq = seq;
            accepted++;
        }

        var now = VirtualNowUs();
        return new UplinkAnswer(200) { Accepted = new IngestAccepted(accepted, events.Count - accepted, LastSeq, LastSeq, LastSeq, "epoch-1", now, now) };
    }
}
