using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Simulation;

/// <summary>A replica of ingest for one track: the real lane over the simulated log.</summary>
internal sealed class SimulatedIngest(SimulatedLog<byte[]> raw, Flaw flaw)
{
    private TrackLane _lane = new();
    private bool _forgot;

    /// <summary>The process died; the next one reads the log from its start.</summary>
    public void Crash()
    {
        _lane = new TrackLane();
        _forgot = flaw == Flaw.LaneForgetsAtRestart;
    }

    /// <param name="diesAfter">The process dies after so many appends; then there is no answer.</param>
    public UplinkAnswer? Handle(IReadOnlyList<byte[]> records, int? diesAfter)
    {
        var messages = records.Select(record => JsonSerializer.Deserialize(record, WireJson.Default.RawMessage)!).ToList();
        var sender = new Sender(messages[0].EventIdContext.ClientId, messages[0].EventIdContext.BootId);
        var entries = messages.Select(LaneEntry.Of).ToList();
        CatchUp();
        switch (_lane.Judge(sender, entries))
        {
            case LaneVerdict.Gap gap:
                if (!_forgot)
                {
                    return new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.Gap, ExpectedSeq = gap.ExpectedSeq } };
                }

                return Append(sender, messages, entries, records, 0, diesAfter);
            case LaneVerdict.Conflict conflict:
                return new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.Conflict, Seq = conflict.Seq } };
            case LaneVerdict.Append append:
                return Append(sender, messages, entries, records, append.FirstNew, diesAfter);
            default:
                return Accepted(sender, 0, messages.Count);
        }
    }

    private UplinkAnswer? Append(
        Sender sender, List<RawMessage> messages, List<LaneEntry> entries, IReadOnlyList<byte[]> records, int first, int? diesAfter)
    {
        if (flaw == Flaw.AcknowledgeBeforeAppend && diesAfter is not null)
        {
            Crash();
            return new UplinkAnswer(200)
            {
                Accepted = new IngestAccepted(
                    messages.Count, 0, messages[^1].EventIdContext.Seq, 0, raw.LastSeq, "epoch", Micros.Zero, Micros.Zero),
            };
        }

        for (var i = first; i < records.Count; i++)
        {
            if (i - first == diesAfter)
            {
                Crash();
                return null;
            }

            if (!raw.TryAppend(_forgot ? null : (long)_lane.LastStreamSeq, records[i]))
            {
                return new UplinkAnswer(503); // Another replica was faster; the sender comes again.
            }

            _lane.Observe(sender, entries[i], (ulong)raw.LastSeq);
        }

        return Accepted(sender, records.Count - first, first);
    }

    private UplinkAnswer Accepted(Sender sender, int accepted, int duplicates)
    {
        var last = _lane.LastSeqOf(sender);
        return new UplinkAnswer(200)
        {
            Accepted = new IngestAccepted(accepted, duplicates, last, last, raw.LastSeq, "epoch", Micros.Zero, Micros.Zero),
        };
    }

    private void CatchUp()
    {
        if (_forgot)
        {
            return;
        }

        for (var seq = (long)_lane.LastStreamSeq + 1; seq <= raw.LastSeq; seq++)
        {
            var message = JsonSerializer.Deserialize(raw.Messages[(int)seq - 1], WireJson.Default.RawMessage)!;
            _lane.Observe(
                new Sender(message.EventIdContext.ClientId, message.EventIdContext.BootId), LaneEntry.Of(message), (ulong)seq);
        }
    }
}
