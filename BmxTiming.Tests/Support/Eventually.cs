using System.Diagnostics;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Waits for a condition instead of sleeping; a failure tells what was seen last.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <param name="condition">What must come true.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="lastState">Describes what is seen now, for the message of a failure.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan timeout, Func<string> lastState)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                Assert.Fail($"Not within {timeout.TotalSeconds:0.#} s. Last seen: {lastState()}");
            }

            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, TimeSpan timeout, Func<string> lastState) =>
        HoldsAsync(() => Task.FromResult(condition()), timeout, lastState);
}
