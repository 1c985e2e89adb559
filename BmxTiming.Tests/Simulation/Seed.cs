namespace BmxTiming.Tests.Simulation;

/// <summary>Runs one history and judges it. The seed is the bug report.</summary>
internal static class Seed
{
    private const int TraceLines = 25;

    /// <param name="whole">Reports tell the whole history instead of its end.</param>
    /// <returns>The promises that did not hold, by checker, each with what is needed to see it again.</returns>
    public static IReadOnlyList<Violation> Run(int seed, Flaw flaw, bool whole = false)
    {
        // Continuations run where their message arrives, on this thread, and nowhere else.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var world = new TrackWorld(seed, flaw);
            world.Run();
            return [.. Checker.All
                .Select(checker => (checker.Name, Fault: checker.Fault(world)))
                .Where(judged => judged.Fault is not null)
                .Select(judged => new Violation(seed, judged.Name, Describe(world, seed, judged.Name, judged.Fault!, whole)))];
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static string Describe(TrackWorld world, int seed, string checker, string fault, bool whole) => string.Join(
        Environment.NewLine,
        [$"seed {seed}, {checker}: {fault}", .. world.History.TakeLast(whole ? int.MaxValue : TraceLines).Select(line => $"  {line}"), $"again: ./bmx chaos seeds --seed {seed}"]);
}

/// <summary>A promise that did not hold in one history.</summary>
internal sealed record Violation(int Seed, string Checker, string Report);
