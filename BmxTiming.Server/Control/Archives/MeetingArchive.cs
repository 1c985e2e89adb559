using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Archives;

/// <summary>The archive of one closing of a meeting: ordered with the closing, written behind it.</summary>
internal sealed record MeetingArchive
{
    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string MeetingId { get; init; }

    /// <summary>Which closing of the meeting, from 1.</summary>
    public required int Closing { get; init; }

    public ArchiveStatus Status { get; init; }

    public required string OrderedBy { get; init; }

    public required Micros OrderedAtUs { get; init; }

    /// <summary>Absent until it is written.</summary>
    public WrittenArchive? Written { get; init; }

    public Micros? WrittenAtUs { get; init; }

    /// <summary>Why it was refused, or what it waits for.</summary>
    public string? ProblemCode { get; init; }

    public string? Problem { get; init; }

    public string FileName => FormattableString.Invariant($"{MeetingId}.{Closing}.bmxrec");

    public static string IdOf(string meeting, int closing) => FormattableString.Invariant($"{meeting}:{closing}");

    public static MeetingArchive Of(MeetingId meeting, int closing, string actor, Micros now) => new()
    {
        Id = IdOf(meeting.Value, closing), MeetingId = meeting.Value, Closing = closing, OrderedBy = actor, OrderedAtUs = now,
    };
}

internal enum ArchiveStatus
{
    Waiting,
    Written,

    /// <summary>Trying again would not help; the verb <c>archive</c> may.</summary>
    Refused,
}

/// <summary>What is in an archive.</summary>
/// <param name="Sha256">Of its content, as on its last line.</param>
/// <param name="FromRawSeq">First raw message of the meeting; 0 = it has none.</param>
/// <param name="Differences">Stored events that the raw messages do not lead to; above 0 is a finding.</param>
/// <param name="Partial">Streams had lost a part of the meeting.</param>
internal sealed record WrittenArchive(
    string FileName, string Sha256, long Bytes, long RawMessages, long Events, long FromRawSeq, long ToRawSeq,
    long Differences, bool Partial);
