namespace BmxTiming.Tests.Simulation;

/// <summary>One subject of a broker: appends behind an expected sequence, keeps everything, forgets no message.</summary>
internal sealed class SimulatedLog<T>
{
    private readonly List<T> _messages = [];

    public IReadOnlyList<T> Messages => _messages;

    /// <summary>Sequence of the last message; 0 = empty. The first message has sequence 1.</summary>
    public long LastSeq => _messages.Count;

    /// <param name="expectedLastSeq">Absent = append whatever stands there.</param>
    public bool TryAppend(long? expectedLastSeq, T message)
    {
        if (expectedLastSeq is { } expected && expected != LastSeq)
        {
            return false;
        }

        _messages.Add(message);
        return true;
    }
}
