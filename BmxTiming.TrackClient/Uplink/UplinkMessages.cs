using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>What goes out in one request.</summary>
/// <param name="Records">Envelopes as they stand in the spool.</param>
/// <param name="IsLoss">One record that declares everything from <paramref name="FromSeq"/> to <paramref name="ToSeq"/> lost.</param>
internal sealed record UplinkBatch(
    BootId Boot, long FromSeq, long ToSeq, IReadOnlyList<ReadOnlyMemory<byte>> Records, bool IsLoss, Micros SentUs)
{
    /// <summary>The stream as the last answer told of it; <c>null</c> before the first.</summary>
    public string? StreamEpoch { get; init; }

    public long StreamSeq { get; init; }
}

/// <summary>What came back. Status 0: nothing did.</summary>
internal sealed record UplinkAnswer(int Status)
{
    public IngestAccepted? Accepted { get; init; }

    public IngestProblem? Problem { get; init; }

    public Micros? RetryAfterUs { get; init; }

    /// <summary>Why nothing came back, for people.</summary>
    public string? Failure { get; init; }

    /// <summary>Nothing came back in time: the line is dead, or too slow for what was sent.</summary>
    public bool TimedOut { get; init; }
}

/// <summary>What the host is to do after an answer, in order.</summary>
internal abstract record UplinkEffect
{
    private UplinkEffect()
    {
    }

    internal sealed record Ack(BootId Boot, long AckedSeq, long DurableSeq) : UplinkEffect;

    internal sealed record Rewind(BootId Boot, long FromSeq) : UplinkEffect;

    /// <summary>Send again everything that is kept: the stream is not the one that confirmed it.</summary>
    internal sealed record RewindAll(string Reason) : UplinkEffect;

    internal sealed record RememberStream(string Epoch, long StreamSeq) : UplinkEffect;

    /// <summary>The server holds <paramref name="FromSeq"/> with other content.</summary>
    internal sealed record Refile(BootId Boot, long FromSeq) : UplinkEffect;

    internal sealed record ReloadToken : UplinkEffect;

    internal sealed record ReportClock(ClockReport Clock) : UplinkEffect;
}

/// <summary>What has happened since the start of the program.</summary>
internal sealed record UplinkCounters
{
    /// <summary>Requests that ended, whatever came back.</summary>
    public long Batches { get; init; }

    /// <summary>Records that the server appended.</summary>
    public long Records { get; init; }

    /// <summary>Records that the server had already: the price of a lost answer.</summary>
    public long Duplicates { get; init; }

    /// <summary>Requests that failed and are tried again.</summary>
    public long Failures { get; init; }

    public long Gaps { get; init; }

    public long Regressions { get; init; }

    public long Conflicts { get; init; }

    /// <summary>Numbers declared lost because the spool does not hold them any more.</summary>
    public long DeclaredLost { get; init; }
}

/// <summary>How the uplink is doing, for people and for the lamp.</summary>
/// <param name="Code">Stable code of the refusal in force, or null.</param>
internal sealed record UplinkHealth(UplinkState State, Micros SinceUs, string? Code, string? Detail);

internal enum UplinkState
{
    /// <summary>Nothing has been answered yet.</summary>
    Waiting,
    Ok,

    /// <summary>No answer, or the server can not store: heals by itself.</summary>
    Offline,

    /// <summary>The server refuses what is sent: someone must act.</summary>
    Refused,
}
