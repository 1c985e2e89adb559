namespace BmxTiming.Protocol.Streams;

/// <summary>Headers of our own on JetStream messages.</summary>
public static class MessageHeaders
{
    /// <summary>Race events: stream sequence of the raw message they derive from.</summary>
    public const string RawSeq = "Bmx-Raw-Seq";

    /// <summary>Race events: position (from 0) among the events of the same raw message.</summary>
    public const string Ordinal = "Bmx-Ordinal";

    /// <summary>Race events and snapshots: version of the fold that made them.</summary>
    public const string Fold = "Bmx-Fold";

    /// <summary>Dead letters: why nobody could use the message.</summary>
    public const string Reason = "Bmx-Reason";

    /// <summary>Snapshots: <c>race_seq</c> of the last event in it.</summary>
    public const string RaceSeq = "Bmx-Race-Seq";

    /// <summary>Snapshots: sequence of that event in the race event stream.</summary>
    public const string StreamSeq = "Bmx-Stream-Seq";
}
