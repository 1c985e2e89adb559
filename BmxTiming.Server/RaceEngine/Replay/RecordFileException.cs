namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>A recorded file that cannot be trusted. Nothing that was read from it counts.</summary>
/// <param name="code">One of the constants.</param>
internal sealed class RecordFileException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It is no recorded file at all.</summary>
    public const string NotARecord = "not_a_record";

    /// <summary>A format that this version does not read.</summary>
    public const string UnsupportedFormat = "unsupported_record_format";

    /// <summary>It ends too early.</summary>
    public const string Truncated = "record_truncated";

    /// <summary>Its content is not what was written.</summary>
    public const string Damaged = "record_damaged";

    /// <summary>An archive of a part of a meeting: what stands before it is not known, so nothing can be folded.</summary>
    public const string Partial = "archive_partial";

    /// <summary>The state that an archive starts from is that of another version of the fold.</summary>
    public const string OtherFold = "archive_of_other_fold";

    /// <summary>The file holds logs alone, and no documents of a meeting.</summary>
    public const string NoDocuments = "archive_needed";

    public string Code => code;

    public static RecordFileException OfPart() => new(
        Partial, "The archive holds a part of the meeting only: its streams had lost the rest. It can be read (zcat), and not be folded.");
}
