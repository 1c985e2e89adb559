using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos;

/// <summary>The gateway is started again with records that were not sent: the old start is drained to its end, then the next one.</summary>
internal sealed class RestartRow : IChaosRow
{
    public string Number => "6";

    public string Fault => "gateway restarted with unsent records";

    public long GateCases => 2000;

    public IReadOnlyList<string> PlantedBugs { get; } = [UplinkUnderFaults.NewBootFirst];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var restarts = 0L;
        for (var seed = 0; seed < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(RunCase(seed, plantedBug, ref restarts));
        }

        return Task.FromResult(tally.Outcome($"{restarts} restarts"));
    }

    private static string? RunCase(int seed, string? plantedBug, ref long restarts)
    {
        var random = new Random(seed);
        var uplink = new UplinkUnderFaults(new UplinkRig(), plantedBug);
        var log = new IngestModel();
        for (var boot = random.Next(1, 5); boot > 0; boot--)
        {
            uplink.Rig.Capture(random.Next(1, 12));
            if (random.Next(3) == 0 && uplink.Take() is { } batch)
            {
                uplink.Answer(batch, log.Post(batch));
                uplink.Rig.Capture(random.Next(1, 12));
            }

            uplink.Rig.Spool.SaveAcks();
            uplink.Rig.Restart();
            restarts++;
        }

        uplink.Rig.Capture(random.Next(1, 12));
        if (!uplink.Drain(log))
        {
            return $"seed {seed}: {uplink.Rig.Spool.UnsentRecords} records are never confirmed";
        }

        return UplinkJudge.Judge(log.Log, uplink.Rig.Captured) is { } wrong ? $"seed {seed}: {wrong}" : null;
    }
}
