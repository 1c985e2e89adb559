using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.Ingest;

/// <summary>How a batch ended.</summary>
internal abstract record LaneAnswer
{
    private LaneAnswer()
    {
    }

    /// <summary>Every event is on the log.</summary>
    /// <param name="BehindStreamSeq">Where the subject ended before this append; <c>null</c> when it was empty or nothing was appended.</param>
    internal sealed record Accepted(
        int Appended, int Duplicates, long LastSeq, ulong StreamSeq, string StreamEpoch, ulong? BehindStreamSeq) : LaneAnswer;

    internal sealed record Gap(long ExpectedSeq) : LaneAnswer;

    internal sealed record Conflict(long Seq) : LaneAnswer;

    /// <summary>The log ends before what this sender was told is on it; nothing was appended.</summary>
    internal sealed record StreamLost(ulong StreamSeq, string StreamEpoch) : LaneAnswer;

    /// <param name="LastSeq">Last number of this boot known to be on the log; <c>null</c> before the log was read.</param>
    /// <param name="StreamSeq">The end of the track's log as last seen.</param>
    internal sealed record Unavailable(string Reason, long? LastSeq, ulong? StreamSeq = null, string? StreamEpoch = null) : LaneAnswer;
}

/// <summary>A batch in a lane's queue.</summary>
internal sealed class WaitingBatch(IncomingBatch batch)
{
    private readonly TaskCompletionSource<LaneAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IncomingBatch Batch => batch;

    public Task<LaneAnswer> Answer => _answer.Task;

    /// <summary>The request has its answer; what was not begun need not be.</summary>
    public bool IsAnswered => _answer.Task.IsCompleted;

    public void Complete(LaneAnswer answer) => _answer.TrySetResult(answer);
}
