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

    /// <summary>Snapshots: <c>race_seq</c> of the last event in it.</summary>
    public const string RaceSeq = "Bmx-Race-Seq";

    /// <summary>Snapshots: sequence of that event in the race event stream.</summary>
    public const string StreamSeq = "Bmx-Stream-Seq";

    /// <summary>Dead letters: stable code of why the message was given up.</summary>
    public const string Reason = "Bmx-Reason";

    /// <summary>Dead letters: stream the message stands on, or was to stand on.</summary>
    public const string OriginStream = "Bmx-Origin-Stream";

    /// <summary>Dead letters: subject of the message.</summary>
    public const string OriginSubject = "Bmx-Origin-Subject";

    /// <summary>Dead letters: sequence of the message in its stream; absent when it never got there.</summary>
    public const string OriginSeq = "Bmx-Origin-Seq";

    /// <summary>Dead letters: headers of the message, as a JSON object.</summary>
    public const string OriginHeaders = "Bmx-Origin-Headers";
}
