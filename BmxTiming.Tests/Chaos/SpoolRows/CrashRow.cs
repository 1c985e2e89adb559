using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// The power is cut before each single call to the disk, and again before each call of the recovery. Every short history is tried, and
/// as many long ones by seed; of what was not synced, every combination is left where there are few, and seeded ones, torn, otherwise.
/// </summary>
internal sealed class CrashRow : IChaosRow
{
    private const int MaxExhaustiveDecisions = 3;

    private static readonly SpoolStep[] s_alphabet = [SpoolStep.AppendAndCommit, SpoolStep.SaveAcks, SpoolStep.Acknowledge, SpoolStep.Append, SpoolStep.Start];

    private static readonly SpoolStep[] s_beginning = [SpoolStep.AppendAndCommit, SpoolStep.Acknowledge, SpoolStep.SaveAcks];

    private static readonly SpoolStep[] s_weighted =
    [
        SpoolStep.AppendAndCommit, SpoolStep.AppendAndCommit, SpoolStep.Append, SpoolStep.Commit, SpoolStep.Acknowledge, SpoolStep.SaveAcks,
        SpoolStep.AppendAndCommit, SpoolStep.Acknowledge, SpoolStep.SaveAcks, SpoolStep.AppendAndCommit, SpoolStep.Start,
    ];

    // Segments of a few records, and a cap that makes confirmed ones go.
    private static readonly SpoolOptions s_options = new() { SegmentBytes = 160, CapBytes = 1200 };

    public string Number => "11";

    public string Fault => "power cut between any two file operations";

    public long GateCases => 6000;

    public IReadOnlyList<string> PlantedBugs =>
    [
        PlantedSpoolBugs.SyncDoesNothing, PlantedSpoolBugs.FolderIsNotSynced, PlantedSpoolBugs.AcksRenamedBeforeSync, PlantedSpoolBugs.AcksWrittenInPlace,
    ];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var shortOnes = 0;
        Explore("the common beginning", s_beginning.Select(static step => (step, 2)), exploredFrom: 0, plantedBug, tally);
        foreach (var history in ShortHistories().TakeWhile(_ => tally.Cases < cases / 2))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Explore(string.Join(' ', history), history.Select(static step => (step, 2)), exploredFrom: history.Length - 1, plantedBug, tally);
            shortOnes++;
        }

        var seed = 0;
        for (; tally.Cases < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new Random(seed);
            var steps = Enumerable.Range(0, 25).Select(_ => (s_weighted[random.Next(s_weighted.Length)], random.Next(100)));
            Explore($"seed {seed}", steps, exploredFrom: 0, plantedBug, tally);
        }

        return Task.FromResult(tally.Outcome($"{shortOnes} short histories whole, {seed} long ones by seed"));
    }

    // All of one further step, then all of two … Each begins with something to lose, and only its last step is new.
    private static IEnumerable<SpoolStep[]> ShortHistories()
    {
        IEnumerable<SpoolStep[]> shorter = [s_beginning];
        for (var further = 1; further <= 6; further++)
        {
            shorter = [.. shorter.SelectMany(static start => s_alphabet.Select(step => start.Append(step).ToArray()))];
            foreach (var history in shorter)
            {
                yield return history;
            }
        }
    }

    private static void Explore(
        string name, IEnumerable<(SpoolStep Step, int Argument)> steps, int exploredFrom, string? bug, ChaosTally tally)
    {
        var files = new MemorySpoolFiles();
        var history = new SpoolHistory(files, s_options, bug);
        var (calls, step) = (0, 0);
        files.Intercept = call =>
        {
            calls++;
            if (step < exploredFrom)
            {
                return null;
            }

            foreach (var (writeBack, left) in WriteBacks(files, calls))
            {
                tally.Try(
                    () => $"{name}: cut before call {calls}, {call.Operation} {call.Path}, left {left}",
                    () => Judge(files, writeBack(), history.Truth, bug));
            }

            return null;
        };
        history.Start();
        foreach (var (kind, argument) in steps)
        {
            history.Run(kind, argument);
            step++;
        }
    }

    private static IEnumerable<(Func<WriteBack> WriteBack, string Left)> WriteBacks(MemorySpoolFiles files, int seed)
    {
        yield return (static () => WriteBack.Nothing, "nothing");
        var decisions = WriteBack.DecisionsOf(files);
        if (decisions == 0)
        {
            yield break;
        }

        yield return (static () => WriteBack.Everything, "everything");
        for (var mask = 1; decisions <= MaxExhaustiveDecisions && mask < (1 << decisions) - 1; mask++)
        {
            var bits = mask;
            yield return (() => WriteBack.Of(bits), $"mask {bits}");
        }

        for (var i = 0; i < 3; i++)
        {
            var own = (seed * 3) + i;
            yield return (() => WriteBack.Random(own), $"seed {own}");
        }
    }

    private static void Judge(MemorySpoolFiles before, WriteBack writeBack, SpoolTruth truth, string? bug)
    {
        var files = before.Copy();
        files.Restart(writeBack);
        string? fault = null;
        files.Intercept = _ =>
        {
            // A second cut, while the first is being recovered from.
            fault ??= FaultAfter(files, WriteBack.Nothing, truth, bug) ?? FaultAfter(files, WriteBack.Everything, truth, bug);
            return null;
        };
        var spool = Open(files, bug, "next");
        files.Intercept = null;
        ChaosCheck.None(fault is null ? null : $"after a second cut: {fault}");
        ChaosCheck.None(truth.FaultOf(spool));

        // It goes on.
        spool.Append(SpoolTruth.Payload(spool.Current.Id, 1));
        spool.Commit();
        var read = spool.Read(spool.Current.Id, 1, 1, int.MaxValue);
        ChaosCheck.That(read.Records.Count == 1, "what is appended after the start can not be read");
        ChaosCheck.None(FaultAfter(files, WriteBack.Everything, truth, bug));
    }

    private static string? FaultAfter(MemorySpoolFiles before, WriteBack writeBack, SpoolTruth truth, string? bug)
    {
        var files = before.Copy();
        files.Restart(writeBack);
        return truth.FaultOf(Open(files, bug, "next-but-one"));
    }

    private static SpoolCore Open(MemorySpoolFiles files, string? bug, string boot) =>
        SpoolCore.Open(PlantedSpoolBugs.Wrap(bug, files), s_options, BootId.Parse(boot));
}
