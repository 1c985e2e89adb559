using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// One call to the disk fails, each in turn: with an I/O error, or because there is no room. A sync that failed has lost what it was
/// to write; everything else is left by the power cut that follows, so that only the failure can do harm.
/// </summary>
internal sealed class FailingDiskRow : IChaosRow
{
    private static readonly SpoolStep[] s_weighted =
    [
        SpoolStep.AppendAndCommit, SpoolStep.AppendAndCommit, SpoolStep.Append, SpoolStep.Acknowledge, SpoolStep.SaveAcks, SpoolStep.AppendAndCommit,
        SpoolStep.AppendAndCommit, SpoolStep.Start,
    ];

    private static readonly SpoolOptions s_options = new() { SegmentBytes = 200, CapBytes = 2000 };

    public string Number => "13";

    public string Fault => "I/O error or no room at any one call";

    public long GateCases => 3000;

    public IReadOnlyList<string> PlantedBugs => [PlantedSpoolBugs.FailedSyncRetried, PlantedSpoolBugs.FullDiskIgnored];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        for (var seed = 0; tally.Cases < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var calls = Calls(seed, plantedBug);
            for (var at = 0; at < calls.Count; at++)
            {
                var (own, index) = (seed, at);
                foreach (var inARow in new[] { 1, 3 })
                {
                    tally.Try(
                        () => $"seed {own}: {inARow} I/O errors from call {index}, {calls[index].Operation} {calls[index].Path}",
                        () => Judge(own, index, inARow, static () => new IOException("injected"), plantedBug));
                    if (calls[index].Operation is DiskOperation.Create or DiskOperation.Write)
                    {
                        tally.Try(
                            () => $"seed {own}: no room {inARow} times from call {index}, {calls[index].Operation} {calls[index].Path}",
                            () => Judge(own, index, inARow, static () => new SpoolDiskFullException("injected"), plantedBug));
                    }
                }
            }
        }

        return Task.FromResult(tally.Outcome());
    }

    private static List<DiskCall> Calls(int seed, string? bug)
    {
        var calls = new List<DiskCall>();
        var files = new MemorySpoolFiles
        {
            Intercept = call =>
            {
                calls.Add(call);
                return null;
            },
        };
        Run(new SpoolHistory(files, s_options, bug), seed);
        return calls;
    }

    private static void Judge(int seed, int at, int inARow, Func<Exception> failure, string? bug)
    {
        var calls = 0;
        var files = new MemorySpoolFiles();
        files.Intercept = _ => calls++ is var call && call >= at && call < at + inARow ? failure() : null;
        var history = new SpoolHistory(files, s_options, bug);
        Run(history, seed);
        ChaosCheck.None(history.Truth.FaultOf(history.Spool));
        ChaosCheck.That(files.SyncsAfterFailure == 0, "a file was synced again after its sync had failed");

        files.Restart(WriteBack.Everything);
        var after = SpoolCore.Open(PlantedSpoolBugs.Wrap(bug, files), s_options, BootId.Parse("next"));
        ChaosCheck.None(history.Truth.FaultOf(after, isSavedCertain: false));
    }

    private static void Run(SpoolHistory history, int seed)
    {
        var random = new Random(seed);
        history.Start();
        for (var step = 0; step < 20; step++)
        {
            history.Run(s_weighted[random.Next(s_weighted.Length)], random.Next(100));
        }

        history.Commit();
    }
}
