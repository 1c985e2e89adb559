namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Reads one subject of a stream in order and goes on for ever; nothing is acknowledged, the position belongs to the reader.</summary>
internal interface ISubjectReader
{
    /// <summary>Messages with stream sequence ≥ <paramref name="fromSeq"/> (≥ 1), each once, without holes along the subject.</summary>
    /// <param name="name">Names the reader for people; a token.</param>
    IAsyncEnumerable<LogMessage> ReadAsync(
        string stream, string subject, ulong fromSeq, string name, CancellationToken cancellationToken);
}
