using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;

namespace BmxTiming.Tests.Chaos;

/// <summary>A cable is cut and nobody is told: the gateway notices within 30 s, shows it before, and then misses nothing.</summary>
internal sealed class HalfOpenDecoderRow : IChaosRow
{
    /// <summary>What was sent counts as a sign of life: a half-open connection takes everything.</summary>
    private const string TakesOwnWordsForLife = "takes-own-words-for-life";

    private static readonly Micros s_mostUs = Micros.FromSeconds(30);

    public string Number => "29t";

    public string Fault => "half-open TCP to the decoder";

    public long GateCases => 100;

    public IReadOnlyList<string> PlantedBugs => [TakesOwnWordsForLife];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var longestUs = Micros.Zero;
        for (var seed = 1UL; seed <= (ulong)cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (failure, noticedUs) = Run(seed, plantedBug == TakesOwnWordsForLife);
            longestUs = noticedUs > longestUs ? noticedUs : longestUs;
            tally.Add(failure is null ? null : $"seed {seed}: {failure}");
        }

        return Task.FromResult(tally.Outcome($"noticed after {longestUs.ToTimeSpan().TotalSeconds:0.00} s at most"));
    }

    private static (string? Failure, Micros NoticedUs) Run(ulong seed, bool takesOwnWords)
    {
        var random = SplitMix64.Of(seed, 29);
        var line = new DecoderLine();
        line.Connect();
        line.PassMany((int)random.Between(1, 20));
        line.Advance(random.Between(0, 40) / 4.0);
        if (random.Between(0, 1) == 0)
        {
            // Cut in the middle of a frame.
            line.ToGateway = wire => wire[..(int)random.Between(1, wire.Length - 1)];
            line.Pass();
        }

        line.ToGateway = static _ => null;
        line.ToDecoder = static _ => null;
        var cutUs = line.NowUs;
        var (stale, sentUs) = (false, line.NowUs);
        while (!line.Session.IsDead(takesOwnWords ? cutUs + (line.NowUs - sentUs) : line.NowUs))
        {
            stale |= line.Session.IsStale(line.NowUs);
            var before = line.Requests.Count;
            line.Advance(DecoderOptions.TickPeriod.TotalSeconds);
            sentUs = line.Requests.Count > before ? line.NowUs : sentUs;
            if (random.Between(0, 9) == 0)
            {
                line.Pass();
            }

            if (line.NowUs - cutUs > s_mostUs)
            {
                return ("not noticed within 30 s", line.NowUs - cutUs);
            }
        }

        var noticedUs = line.NowUs - cutUs;
        line.Disconnect();
        line.ToGateway = static wire => wire;
        line.ToDecoder = static wire => wire;
        line.Connect();
        line.Advance(20);
        var missing = line.Decoder.LastNumber - line.Passings.Select(static passing => passing.PassingNumber).Distinct().Count();
        return (!stale ? "not shown as stale before" : missing != 0 ? $"{missing} passings did not come afterwards" : null, noticedUs);
    }
}
