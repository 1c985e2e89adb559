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

    public string Code => code;
}
