namespace BmxTiming.Tests.Chaos;

/// <summary>A promise inside a case. Cheaper than an assertion, because a case fails rarely and is checked a hundred thousand times.</summary>
internal static class ChaosCheck
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ChaosException(otherwise);
        }
    }

    /// <param name="fault">What is wrong, or null.</param>
    public static void None(string? fault) => That(fault is null, fault ?? "");
}

/// <summary>A promise did not hold.</summary>
internal sealed class ChaosException(string message) : Exception(message);
