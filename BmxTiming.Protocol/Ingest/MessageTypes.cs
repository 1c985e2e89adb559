namespace BmxTiming.Protocol.Ingest;

/// <summary>Values of <c>message_type</c>. Others may appear on a log; the engine skips and counts them.</summary>
public static class MessageTypes
{
    public const string Passing = "PASSING";
    public const string Status = "STATUS";
    public const string Version = "VERSION";
    public const string Gateway = "GATEWAY";
    public const string RaceControl = "RACE_CONTROL";

    /// <summary>Longest <c>message_type</c> that ingest accepts, in characters.</summary>
    public const int MaxLength = 32;
}
