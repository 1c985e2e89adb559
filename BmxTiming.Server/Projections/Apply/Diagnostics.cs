using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections.Apply;

/// <summary>(diagnostics document, event) → diagnostics document. Pure.</summary>
internal static class Diagnostics
{
    /// <summary>What an event has to say here; <c>null</c> for the ordinary ones.</summary>
    public static DiagnosticEntry? EntryOf(RaceEvent message)
    {
        switch (message.Kind)
        {
            case RaceEventKinds.InputIgnored:
                var ignored = message.PayloadAs(WireJson.Default.InputIgnoredPayload);
                return Entry(message, ignored.Reason) with
                {
                    DecoderId = ignored.DecoderId, TransponderId = ignored.TransponderId, DecoderTimeUs = ignored.DecoderTimeUs,
                };
            case RaceEventKinds.UnknownTransponder:
                var unknown = message.PayloadAs(WireJson.Default.UnknownTransponderPayload);
                return Entry(message, message.Kind) with
                {
                    DecoderId = unknown.DecoderId, TransponderId = unknown.TransponderId, DecoderTimeUs = unknown.DecoderTimeUs,
                    Detail = unknown.TransponderCode,
                };
            case RaceEventKinds.Diagnostic:
                var diagnostic = message.PayloadAs(WireJson.Default.DiagnosticPayload);
                return Entry(message, diagnostic.Code) with
                {
                    DecoderId = diagnostic.DecoderId, TransponderId = diagnostic.TransponderId, DecoderTimeUs = diagnostic.DecoderTimeUs,
                    Detail = diagnostic.Detail,
                };
            case RaceEventKinds.DecoderStatus:
                var status = message.PayloadAs(WireJson.Default.DecoderStatusPayload);
                return Entry(message, status.Connected ? "connected" : "lost") with { DecoderId = status.DecoderId, Detail = status.ClientId.Value };
            case RaceEventKinds.ControlRejected:
                var rejected = message.PayloadAs(WireJson.Default.ControlRejectedPayload);
                return Entry(message, rejected.Code) with { Detail = rejected.Intent };
            default:
                return null;
        }
    }

    /// <param name="streamSeq">Sequence of the event in the race event stream; at or below the document's nothing changes.</param>
    public static TrackDiagnostics Apply(TrackDiagnostics? diagnostics, RaceEvent message, DiagnosticEntry entry, long streamSeq)
    {
        if (diagnostics is not null && streamSeq <= diagnostics.StreamSeq)
        {
            return diagnostics;
        }

        var before = diagnostics ?? new TrackDiagnostics
        {
            Id = TrackDiagnostics.IdOf(message.TrackId, message.MeetingId),
            TrackId = message.TrackId.Value,
            MeetingId = message.MeetingId?.Value,
        };
        return before with { Counts = Counted(before.Counts, entry), Latest = [.. before.Latest.TakeLast(TrackDiagnostics.MaxLatest - 1), entry], StreamSeq = streamSeq };
    }

    private static DiagnosticCount[] Counted(IReadOnlyList<DiagnosticCount> counts, DiagnosticEntry entry)
    {
        var known = counts.FirstOrDefault(count => count.Kind == entry.Kind && count.Code == entry.Code);
        return [.. counts
            .Where(count => count != known)
            .Append(new DiagnosticCount(entry.Kind, entry.Code, (known?.Count ?? 0) + 1))
            .OrderBy(count => count.Kind, StringComparer.Ordinal)
            .ThenBy(count => count.Code, StringComparer.Ordinal)];
    }

    private static DiagnosticEntry Entry(RaceEvent message, string code) =>
        new(message.RaceSeq, message.TsUs, message.Kind, code, null, null, null, null);
}
