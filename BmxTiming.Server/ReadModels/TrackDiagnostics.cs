using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.ReadModels;

/// <summary>What was out of the ordinary on a track during a meeting: how often, and the latest of it.</summary>
internal sealed record TrackDiagnostics
{
    /// <summary>Most entries kept in full; all are counted.</summary>
    public const int MaxLatest = 50;

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string TrackId { get; init; }

    /// <summary>Absent for what happened while no meeting was on.</summary>
    public string? MeetingId { get; init; }

    /// <summary>Ordered by kind and code.</summary>
    public IReadOnlyList<DiagnosticCount> Counts { get; init; } = [];

    /// <summary>Newest last.</summary>
    public IReadOnlyList<DiagnosticEntry> Latest { get; init; } = [];

    /// <summary>Sequence, in the race event stream, of the last event in it.</summary>
    public long StreamSeq { get; init; }

    public static string IdOf(TrackId track, MeetingId? meeting) => $"{track.Value}:{meeting?.Value ?? "none"}";
}

/// <param name="Kind">Kind of the race event.</param>
/// <param name="Code">Its reason or code.</param>
internal sealed record DiagnosticCount(string Kind, string Code, long Count);

/// <param name="TsUs">Capture time of the message behind it.</param>
internal sealed record DiagnosticEntry(
    long RaceSeq, Micros TsUs, string Kind, string Code, uint? DecoderId, uint? TransponderId, Micros? DecoderTimeUs, string? Detail);
