using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Chaos;

/// <summary>The log takes a batch and the answer gets lost: the same batch comes again, and nothing of it is stored twice.</summary>
internal sealed class LostAnswerRow : IChaosRow
{
    private const int Batches = 12;

    public string Number => "1t";

    public string Fault => "answer lost after the append";

    public long GateCases => 2000;

    public IReadOnlyList<string> PlantedBugs { get; } = [UplinkUnderFaults.DuplicateIsFailure];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var resent = 0L;
        for (var seed = 0; seed < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(RunCase(seed, plantedBug, ref resent));
        }

        return Task.FromResult(tally.Outcome($"{resent} records sent again"));
    }

    private static string? RunCase(int seed, string? plantedBug, ref long resent)
    {
        var random = new Random(seed);
        var uplink = new UplinkUnderFaults(new UplinkRig(), plantedBug);
        var log = new IngestModel();
        var lost = 0L;
        for (var i = 0; i < Batches; i++)
        {
            uplink.Rig.Capture(random.Next(1, 8));
            if (uplink.Take() is not { } batch)
            {
                continue;
            }

            var answer = log.Post(batch);
            var isLost = random.Next(2) == 0;
            lost += isLost ? answer.Accepted?.Accepted ?? 0 : 0;
            uplink.Answer(batch, isLost ? new UplinkAnswer(0) { TimedOut = random.Next(2) == 0 } : answer);
        }

        if (!uplink.Drain(log))
        {
            return $"seed {seed}: {uplink.Rig.Spool.UnsentRecords} records are never confirmed";
        }

        resent += lost;
        return UplinkJudge.Judge(log.Log, uplink.Rig.Captured) is { } wrong ? $"seed {seed}: {wrong}"
            : uplink.Rig.Core.Counters.Duplicates < lost ? $"seed {seed}: {lost} answers lost, {uplink.Rig.Core.Counters.Duplicates} duplicates seen"
            : null;
    }
}
