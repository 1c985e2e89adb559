using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Integration.Messaging;

public sealed class KeyBucketTests(NatsServer nats) : IAsyncLifetime
{
    private TrackBench _bench = null!;
    private KeyBucket _bucket = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        _bucket = Open();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task One_of_two_writers_wins()
    {
        var rival = Open();
        var created = await _bucket.TryCreateAsync("track-a", [1], Stop);
        Assert.NotNull(created);
        Assert.Null(await rival.TryCreateAsync("track-a", [2], Stop));

        var renewed = await _bucket.TryUpdateAsync("track-a", [3], created.Value, Stop);
        Assert.NotNull(renewed);
        Assert.Null(await rival.TryUpdateAsync("track-a", [4], created.Value, Stop));
        Assert.False(await rival.TryRemoveAsync("track-a", created.Value, Stop));
        Assert.Equal([3], (await rival.ReadAsync("track-a", Stop))!.Value.Value!);

        Assert.True(await _bucket.TryRemoveAsync("track-a", renewed.Value, Stop));
        Assert.Null(await rival.ReadAsync("track-a", Stop));
        Assert.NotNull(await rival.TryCreateAsync("track-a", [5], Stop));
    }

    [Fact]
    public async Task A_watch_tells_what_is_there_and_each_change_with_its_revision()
    {
        var first = await _bucket.TryCreateAsync("track-a", [1], Stop);
        var seen = new List<KeyEntry>();
        await foreach (var entry in Open().ChangesAsync(Stop))
        {
            seen.Add(entry);
            switch (seen.Count)
            {
                case 1:
                    await _bucket.PutAsync("track-b", [2], Stop);
                    break;
                case 2:
                    await _bucket.TryRemoveAsync("track-a", first!.Value, Stop);
                    break;
            }

            if (seen.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["track-a", "track-b", "track-a"], seen.Select(static entry => entry.Key));
        Assert.Equal(first, seen[0].Revision);
        Assert.Equal([2], seen[1].Value!);
        Assert.Null(seen[2].Value);

        // A removed key is taken like one that was never there, and like one whose removal was seen.
        Assert.NotNull(await _bucket.TryUpdateAsync("track-a", [9], seen[2].Revision, Stop));
    }

    [Fact]
    public async Task A_lease_that_nobody_renews_can_be_taken_after_its_time()
    {
        Assert.NotNull(await _bucket.TryCreateAsync("track-a", [1], Stop));
        ulong? taken = null;
        await Eventually.HoldsAsync(
            async () => (taken = await _bucket.TryCreateAsync("track-a", [2], Stop)) is not null,
            StreamDefinitions.LeaseTtl + TimeSpan.FromSeconds(8),
            () => "the lease is still there");
        Assert.Equal([2], (await _bucket.ReadAsync("track-a", Stop))!.Value.Value!);
    }

    [Fact]
    public async Task Of_many_who_try_at_the_moment_a_lease_runs_out_one_gets_it()
    {
        // So many are on their way at any time that some are refused by a value which is gone when they look at it.
        Assert.NotNull(await _bucket.TryCreateAsync("track-a", [1], Stop));
        var takers = await Task.WhenAll(Enumerable.Range(2, 32).Select(number => Task.Run(() => TakeAsync(Open(), (byte)number), Stop)));
        var taken = Assert.Single(takers.OfType<byte>());
        Assert.Equal([taken], (await _bucket.ReadAsync("track-a", Stop))!.Value.Value!);

        async Task<byte?> TakeAsync(KeyBucket bucket, byte number)
        {
            while (true)
            {
                if (await bucket.TryCreateAsync("track-a", [number], Stop) is not null)
                {
                    return number;
                }

                if ((await bucket.ReadAsync("track-a", Stop))?.Value is [> 1])
                {
                    return null;
                }
            }
        }
    }

    private KeyBucket Open() => new(
        _bench.Broker, new SubjectReader(_bench.Broker, NullLogger<SubjectReader>.Instance, TimeProvider.System), StreamNames.EngineLeases);
}
