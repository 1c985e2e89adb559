namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>When a client of a gateway that stops should come back: spread out, so that they do not come all at once.</summary>
internal static class RetryHint
{
    private const int EarliestMs = 250;
    private const int LatestMs = 3_000;

    // Only spreads clients; nobody gains from guessing it.
#pragma warning disable CA5394
    public static int NextMs() => Random.Shared.Next(EarliestMs, LatestMs);
#pragma warning restore CA5394
}
