using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Ingest;

/// <summary>How fast each gateway may send: a token bucket a client, so that one that runs wild takes nothing from the others.</summary>
internal sealed class SenderRates(IOptions<IngestOptions> options) : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.BurstBatches,
            TokensPerPeriod = options.Value.BatchesPerSecond,
            ReplenishmentPeriod = s_period,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    /// <summary>How long the client must wait; <c>null</c>: it may send now.</summary>
    public TimeSpan? Wait(string? client)
    {
        using var lease = _limiter.AttemptAcquire(client ?? "");
        if (lease.IsAcquired)
        {
            return null;
        }

        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : s_period;
    }

    public void Dispose() => _limiter.Dispose();
}
