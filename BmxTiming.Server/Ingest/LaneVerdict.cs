namespace BmxTiming.Server.Ingest;

/// <summary>What is to be done with a batch. Nothing of it has happened yet.</summary>
internal abstract record LaneVerdict
{
    private LaneVerdict()
    {
    }

    /// <summary>Everything before <paramref name="FirstNew"/> is on the log; the rest is to be appended in this order.</summary>
    internal sealed record Append(int FirstNew) : LaneVerdict;

    /// <summary>Every event is on the log.</summary>
    internal sealed record Known : LaneVerdict;

    /// <summary>Numbers are missing before this batch; nothing may be appended.</summary>
    internal sealed record Gap(long ExpectedSeq) : LaneVerdict;

    /// <summary>Numbers are on the log with another payload; nothing may be appended, the new payloads go to the dead letters.</summary>
    /// <param name="Indexes">Positions in the batch, at least one.</param>
    internal sealed record Conflict(long Seq, IReadOnlyList<int> Indexes) : LaneVerdict;
}
