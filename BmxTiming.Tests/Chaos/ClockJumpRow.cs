using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Simulation;

namespace BmxTiming.Tests.Chaos;

/// <summary>
/// Somebody sets the laptop's clock by up to an hour, its crystal is off by 200 ppm, somebody sets the decoder's clock: capture times
/// never step, messages keep their order, and the step of the decoder is told, once and right.
/// </summary>
internal sealed class ClockJumpRow : IChaosRow
{
    private const string CapturesByWallClock = "captures-by-wall-clock";
    private const string KeepsStepsToItself = "keeps-steps-to-itself";

    private static readonly Micros s_toleranceUs = Micros.FromMilliseconds(20);

    public string Number => "14";

    public string Fault => "clock jump ±1 h, drift 200 ppm, decoder clock reset";

    public long GateCases => 60;

    public IReadOnlyList<string> PlantedBugs => [CapturesByWallClock, KeepsStepsToItself];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        for (var seed = 1UL; seed <= (ulong)cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = Run(seed, plantedBug);
            tally.Add(failure is null ? null : $"seed {seed}: {failure}");
        }

        return Task.FromResult(tally.Outcome());
    }

    private static string? Run(ulong seed, string? plantedBug)
    {
        var random = SplitMix64.Of(seed, 14);
        var laptop = new JumpingClock();
        var boot = new BootClock(laptop);
        var line = new DecoderLine { Pace = 1 + (random.Between(-200, 200) / 1e6) };
        line.NowUs = Micros.Zero;
        line.CapturedAt = () =>
        {
            laptop.MonotonicUs = line.NowUs;
            return plantedBug == CapturesByWallClock ? Micros.Now(laptop) : boot.NowUs;
        };
        line.Connect();
        var stepsUs = new List<long>();
        for (var minute = 0; minute < 10; minute++)
        {
            switch (random.Between(0, 3))
            {
                case 0:
                    laptop.OffsetUs += new Micros(random.Between(-3_600, 3_600) * Micros.PerSecond);
                    break;
                case 1:
                    var deltaUs = new Micros(random.Between(1, 3_600) * Micros.PerSecond * (random.Between(0, 1) == 0 ? 1 : -1));
                    line.Decoder.ClockOffsetUs += deltaUs;
                    stepsUs.Add(deltaUs.Value);
                    break;
            }

            // A step is seen with the next answer to GET_TIME at the latest; nobody passes meanwhile, or it would be seen by that.
            line.Advance(random.Between(0, 1) * 11);
            line.PassMany((int)random.Between(0, 12));
            line.Advance(60);
        }

        return Judge(line, stepsUs, plantedBug == KeepsStepsToItself);
    }

    private static string? Judge(DecoderLine line, List<long> stepsUs, bool untold)
    {
        var told = untold ? [] : line.Notices(GatewayKinds.ClockStep).Select(static step => step.DeltaUs!.Value.Value).ToArray();
        if (told.Length != stepsUs.Count || told.Zip(stepsUs).Any(static pair => Math.Abs(pair.First - pair.Second) > s_toleranceUs.Value))
        {
            return $"steps {string.Join(' ', stepsUs)} µs were told as {string.Join(' ', told)} µs";
        }

        var capturedUs = line.Captured.Select(static message => message.CapturedAtUs.Value).ToArray();
        if (!capturedUs.SequenceEqual(capturedUs.Order()))
        {
            return "a capture time stepped back";
        }

        if (capturedUs[^1] - capturedUs[0] > line.NowUs.Value)
        {
            return "capture times run ahead of the time that passed";
        }

        var numbers = line.Passings.Select(static passing => passing.PassingNumber).ToArray();
        return numbers.SequenceEqual(Enumerable.Range(1, numbers.Length).Select(static i => (uint)i)) ? null : "the order of the passings changed";
    }

    /// <summary>A machine's clocks: one that only runs, and one that people set.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public Micros MonotonicUs { get; set; }

        public Micros OffsetUs { get; set; } = DecoderLine.RtcAtZeroUs;

        public override long TimestampFrequency => Micros.PerSecond;

        public override long GetTimestamp() => MonotonicUs.Value;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + (MonotonicUs + OffsetUs).ToTimeSpan();
    }
}
