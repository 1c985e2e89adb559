using System.Text;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos;

/// <summary>
/// The log misses numbers that were confirmed: the gateway goes back to them. Where its spool does not hold one any more, the loss is
/// declared under that number; never is a hole passed over.
/// </summary>
internal sealed class SequenceGapRow : IChaosRow
{
    public string Number => "5";

    public string Fault => "the log lacks numbers that were confirmed";

    public long GateCases => 2000;

    public IReadOnlyList<string> PlantedBugs { get; } = [UplinkUnderFaults.GapSkipsAhead, UplinkUnderFaults.LossIsSilent];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var declared = 0L;
        for (var seed = 0; seed < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(RunCase(seed, plantedBug, ref declared));
        }

        return Task.FromResult(tally.Outcome($"{declared} losses declared"));
    }

    private static string? RunCase(int seed, string? plantedBug, ref long declared)
    {
        var random = new Random(seed);
        var uplink = new UplinkUnderFaults(new UplinkRig(), plantedBug);
        var log = new IngestModel();
        var count = random.Next(3, 30);
        uplink.Rig.Capture(count);
        if (!uplink.Drain(log))
        {
            return $"seed {seed}: not even a quiet line drains";
        }

        var missing = random.Next(1, count); // of the newest; the first one always stays
        log.LoseTail(missing);
        var damaged = new HashSet<int>();
        for (var i = random.Next(0, 3); i > 0; i--)
        {
            damaged.Add(count - random.Next(1, missing + 1));
        }

        foreach (var number in damaged)
        {
            Damage(uplink.Rig.Files, number);
        }

        uplink.Rig.Capture(random.Next(1, 4));
        if (!uplink.Drain(log))
        {
            return $"seed {seed}: {uplink.Rig.Spool.UnsentRecords} records are never confirmed";
        }

        declared += uplink.Rig.Core.Counters.DeclaredLost;
        return UplinkJudge.Judge(log.Log, uplink.Rig.Captured, damaged) is { } wrong ? $"seed {seed}: {wrong}"
            : uplink.Rig.Core.Counters.DeclaredLost != damaged.Count ? $"seed {seed}: {uplink.Rig.Core.Counters.DeclaredLost} declared, {damaged.Count} lost"
            : null;
    }

    // One bit of one record goes bad after it was confirmed.
    private static void Damage(MemorySpoolFiles files, int number)
    {
        var payload = Encoding.UTF8.GetBytes($"{{\"n\":{number}}}");
        foreach (var (name, bytes) in files.Segments.ToArray())
        {
            if (bytes.AsSpan().IndexOf(payload) is >= 0 and var at)
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= 0x10;
                files.Overwrite(name, damaged);
            }
        }
    }
}
