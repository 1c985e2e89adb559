namespace BmxTiming.Tests.Simulation;

/// <summary>
/// How bad a history is, in percent. Each seed draws its own: with all faults at their worst all the time nothing but
/// retries happens, and faults that come one at a time would never meet.
/// </summary>
internal sealed record FaultProfile
{
    public static FaultProfile None { get; } = new();

    /// <summary>Of the messages between two processes: lost on the way.</summary>
    public int Loss { get; init; }

    /// <summary>Of the requests: delivered twice.</summary>
    public int Doubling { get; init; }

    /// <summary>Of the steps: a process dies, stops or starts, the broker goes away, the power fails, the log loses its tail.</summary>
    public int Trouble { get; init; }

    public static FaultProfile Draw(Random random) => new()
    {
        Loss = Pick(random, 0, 2, 10, 25),
        Doubling = Pick(random, 0, 5, 20),
        Trouble = Pick(random, 0, 1, 2, 4),
    };

    private static int Pick(Random random, params int[] from) => from[random.Next(from.Length)];
}
