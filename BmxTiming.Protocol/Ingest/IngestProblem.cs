namespace BmxTiming.Protocol.Ingest;

/// <summary>Codes of refused batches; stable, and the reason a sender acts on.</summary>
public static class IngestCodes
{
    public const string UnsupportedContractVersion = "unsupported_contract_version";
    public const string InvalidIdentifier = "invalid_identifier";
    public const string InvalidBody = "invalid_body";
    public const string InvalidPayload = "invalid_payload";
    public const string ForeignTrack = "foreign_track";
    public const string MixedSender = "mixed_sender";
    public const string SeqNotConsecutive = "seq_not_consecutive";
    public const string TooManyEvents = "too_many_events";
    public const string Empty = "empty_batch";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string Unauthorized = "unauthorized";
    public const string ForbiddenTrack = "forbidden_track";
    public const string ForbiddenClient = "forbidden_client";
    public const string ForbiddenMessageType = "forbidden_message_type";
    public const string Gap = "gap";
    public const string Conflict = "conflict";
    public const string StreamLost = "stream_lost";
    public const string RateLimited = "rate_limited";
    public const string Unavailable = "upstream_unavailable";
}

/// <summary>An RFC 9457 problem with the members ingest adds.</summary>
public sealed record IngestProblem
{
    public string? Type { get; init; }

    public string? Title { get; init; }

    public int? Status { get; init; }

    public string? Detail { get; init; }

    public string? Code { get; init; }

    /// <summary>With <c>gap</c>: the next sequence number the log can take; the sender rewinds to it.</summary>
    public long? ExpectedSeq { get; init; }

    /// <summary>With <c>conflict</c>: the sequence number that is on the log with another payload.</summary>
    public long? Seq { get; init; }

    /// <summary>With <c>stream_lost</c>: where the track's log ends now, and which stream it is.</summary>
    public long? StreamSeq { get; init; }

    public string? StreamEpoch { get; init; }

    public IReadOnlyList<string>? Supported { get; init; }

    public IReadOnlyList<IngestEventError>? Errors { get; init; }

    /// <summary>With 503: the last sequence number known to be on the log.</summary>
    public long? LastSeq { get; init; }
}

/// <param name="Index">Position of the event in the batch, from 0.</param>
public sealed record IngestEventError(int Index, string Code, string Field);
