using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>Body of <c>POST /api/ingest/batch</c>: one client, one boot, consecutive sequence numbers.</summary>
public sealed record IngestBatch
{
    /// <summary>Most events in one batch.</summary>
    public const int MaxEvents = 500;

    /// <summary>Largest body after decompression, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    public required string ContractVersion { get; init; }

    public required TrackId TrackId { get; init; }

    /// <summary>The sender's wall clock when it sent this; with <see cref="IngestAccepted"/> an NTP exchange.</summary>
    public Micros SentUs { get; init; }

    public ClockReport? Clock { get; init; }

    /// <summary>
    /// The log as the sender was last told (<c>stream_epoch</c> and <c>stream_seq</c> of a 200); absent before its first answer. A log that ends
    /// before it takes nothing: what it lacks must come first.
    /// </summary>
    public string? StreamEpoch { get; init; }

    /// <summary>With <see cref="StreamEpoch"/>.</summary>
    public long? StreamSeq { get; init; }

    public required IReadOnlyList<RawMessage> Events { get; init; }
}

/// <summary>What the sender knows of its own clock. Server time = sender time + <see cref="OffsetUs"/>.</summary>
/// <param name="UncertaintyUs">Half the smallest round trip seen; latencies count only below 100 ms.</param>
public sealed record ClockReport(Micros OffsetUs, Micros UncertaintyUs);

/// <summary>Answer 200 of the batch endpoint: every event is durably appended or was already.</summary>
/// <param name="Accepted">Events appended by this request.</param>
/// <param name="Duplicates">Events that were on the log before.</param>
/// <param name="LastSeq">Last sequence number of this (client, boot) on the log.</param>
/// <param name="DurableSeq">Last sequence number that also survives a power cut of the broker.</param>
/// <param name="StreamSeq">Sequence of the last append in the raw stream.</param>
/// <param name="StreamEpoch">Changes when the stream was created anew: the sender must send again what it kept.</param>
/// <param name="ReceivedUs">Server clock when the request had been read.</param>
/// <param name="SentUs">Server clock when the answer was written.</param>
/// <param name="BehindStreamSeq">
/// Sequence of the track's last message before this append; absent when there was none or nothing was appended. Below what was confirmed before,
/// the log has lost its tail: <see cref="StreamSeq"/> alone does not show that, since other tracks use up sequences as well.
/// </param>
public sealed record IngestAccepted(
    int Accepted, int Duplicates, long LastSeq, long DurableSeq, long StreamSeq, string StreamEpoch, Micros ReceivedUs, Micros SentUs,
    long? BehindStreamSeq = null);
