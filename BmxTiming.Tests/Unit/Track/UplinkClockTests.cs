using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Uplink;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class UplinkClockTests
{
    private readonly ClockEstimator _clock = new();

    [Fact]
    public void The_tightest_exchange_gives_the_clock_and_only_movement_is_reported()
    {
        // Server 1 s ahead, 10 ms each way.
        Assert.Equal(new ClockReport(Ms(1000), Ms(10)), _clock.Add(Ms(0), Ms(1010), Ms(1015), Ms(25)));
        // A slow, lopsided exchange changes nothing.
        Assert.Null(_clock.Add(Ms(100), Ms(1400), Ms(1400), Ms(410)));
        Assert.Equal(Ms(1000), _clock.Best!.OffsetUs);
        // A better one that is 6 ms off is worth saying.
        Assert.Equal(Ms(1006), _clock.Add(Ms(500), Ms(1507), Ms(1507), Ms(502))!.OffsetUs);
        // No exchange answers before it was asked.
        Assert.Null(_clock.Add(Ms(600), Ms(1600), Ms(1700), Ms(650)));
        Assert.Equal(Ms(1), _clock.Best!.UncertaintyUs);
        Assert.Equal(Ms(2), _clock.RoundTripUs);
    }

    [Fact]
    public void The_same_offset_known_twice_as_well_is_reported_too()
    {
        Assert.Equal(Ms(80), Exchange(0, offsetMs: 0, thereMs: 80, backMs: 80)!.UncertaintyUs);
        Assert.Null(Exchange(1000, offsetMs: 0, thereMs: 70, backMs: 70));
        Assert.Equal(Ms(5), Exchange(2000, offsetMs: 0, thereMs: 5, backMs: 5)!.UncertaintyUs);
    }

    [Fact]
    public void A_proof_gets_weaker_with_age_until_a_fresh_one_is_better()
    {
        Exchange(0, offsetMs: 10, thereMs: 5, backMs: 5);
        // 15 ppm of 1 000 s.
        Assert.Equal(Ms(5 + 15), _clock.At(Ms(10) + Micros.FromSeconds(1000))!.UncertaintyUs);
        Exchange(1_000_000, offsetMs: 12, thereMs: 8, backMs: 8);
        Assert.Equal(Ms(12), _clock.Best!.OffsetUs);
        Assert.Equal(0, _clock.Steps);
    }

    [Fact]
    public void A_clock_that_was_set_starts_the_filter_anew()
    {
        Exchange(0, offsetMs: 0, thereMs: 1, backMs: 1);
        var report = Exchange(5000, offsetMs: 400, thereMs: 20, backMs: 20);

        Assert.Equal(new ClockReport(Ms(400), Ms(20)), report);
        Assert.Equal(1, _clock.Steps);
        Assert.Equal(Ms(5040), _clock.LastStepAtUs);
        // The old proof is gone for good.
        Exchange(6000, offsetMs: 400, thereMs: 30, backMs: 30);
        Assert.Equal(Ms(400), _clock.Best!.OffsetUs);
    }

    [Fact]
    public void A_lopsided_delay_is_never_taken_for_a_clock_that_was_set()
    {
        Exchange(0, offsetMs: 0, thereMs: 1, backMs: 1);
        Exchange(5000, offsetMs: 0, thereMs: 3000, backMs: 0);

        Assert.Equal(0, _clock.Steps);
        Assert.Equal(Ms(0), _clock.Best!.OffsetUs);
    }

    [Fact]
    public void The_true_offset_always_lies_within_what_is_claimed() =>
        Gen.Select(Gen.Long[-5_000_000, 5_000_000], Gen.Int[-14, 14], Gen.Select(Gen.Long[0, 400_000], Gen.Long[0, 400_000]).Array[1, 150])
            .Sample((offsetUs, ppm, trips) =>
            {
                var clock = new ClockEstimator();
                var nowUs = 0L;
                foreach (var (thereUs, backUs) in trips)
                {
                    long True(long atUs) => offsetUs + (atUs * ppm / 1_000_000);
                    var t0 = nowUs;
                    var (t1, t3) = (t0 + thereUs + True(t0 + thereUs), t0 + thereUs + backUs);
                    clock.Add(new Micros(t0), new Micros(t1), new Micros(t1), new Micros(t3));
                    var best = clock.At(new Micros(t3))!;
                    Assert.True(Math.Abs(best.OffsetUs.Value - True(t3)) <= best.UncertaintyUs.Value + 2, $"{best} against {True(t3)}");
                    nowUs = t3 + 5_000_000;
                }

                Assert.Equal(0, clock.Steps);
            });

    // An exchange begun at a gateway time.
    private ClockReport? Exchange(long atMs, long offsetMs, long thereMs, long backMs)
    {
        var serverMs = atMs + thereMs + offsetMs;
        return _clock.Add(Ms(atMs), Ms(serverMs), Ms(serverMs), Ms(atMs + thereMs + backMs));
    }

    private static Micros Ms(long ms) => Micros.FromMilliseconds(ms);
}
