using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Tests.Chaos.Cluster;

/// <summary>What must hold of a track's two logs whatever happened to the processes around them.</summary>
internal static class LogJudge
{
    /// <summary>Numbers of each boot are 1, 2, 3 … in this order; a declared loss stands for what it names.</summary>
    public static string? RawFault(IEnumerable<LogMessage> raw)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var message in raw.Select(stored => JsonSerializer.Deserialize(stored.Data.Span, WireJson.Default.RawMessage)!))
        {
            var context = message.EventIdContext;
            if (context.ClientId.IsReserved)
            {
                continue;
            }

            var boot = $"{context.ClientId}:{context.BootId}";
            if (context.Seq != last.GetValueOrDefault(boot) + 1)
            {
                return $"{boot}: {context.Seq} follows {last.GetValueOrDefault(boot)}";
            }

            last[boot] = LaneEntry.Of(message).ToSeq;
        }

        return null;
    }

    /// <summary>The events begin with what an undisturbed fold of the raw log derives, byte for byte, and count 1, 2, 3 ….</summary>
    /// <param name="folded">What the fold derives of a raw log read before <paramref name="published"/>.</param>
    /// <param name="published">The events subject.</param>
    public static string? EventsFault(IReadOnlyList<byte[]> folded, IReadOnlyList<LogMessage> published)
    {
        for (var i = 0; i < published.Count; i++)
        {
            var raceSeq = JsonSerializer.Deserialize(published[i].Data.Span, WireJson.Default.RaceEvent)!.RaceSeq;
            if (raceSeq != i + 1)
            {
                return $"event {i + 1} on the log has race_seq {raceSeq}";
            }

            if (i < folded.Count && !folded[i].AsSpan().SequenceEqual(published[i].Data.Span))
            {
                return $"event {i + 1} is {Encoding.UTF8.GetString(published[i].Data.Span)}, the fold says {Encoding.UTF8.GetString(folded[i])}";
            }
        }

        return published.Count < folded.Count ? $"{folded.Count} events derive from the log, {published.Count} are published" : null;
    }

    /// <summary>The last result of each run that has one, as canonical JSON.</summary>
    public static IReadOnlyDictionary<RunId, string> Results(IEnumerable<LogMessage> published)
    {
        var results = new Dictionary<RunId, string>();
        foreach (var message in published.Select(stored => JsonSerializer.Deserialize(stored.Data.Span, WireJson.Default.RaceEvent)!))
        {
            var rows = message.Kind switch
            {
                RaceEventKinds.RaceFinished => message.Payload.Deserialize(WireJson.Default.RaceFinishedPayload)!.Results,
                RaceEventKinds.ResultCorrected => message.Payload.Deserialize(WireJson.Default.ResultCorrectedPayload)!.Results,
                _ => null,
            };
            if (rows is not null && message.RunId is { } run)
            {
                results[run] = JsonSerializer.Serialize(rows, WireJson.Default.IReadOnlyListResultRow);
            }
        }

        return results;
    }
}
