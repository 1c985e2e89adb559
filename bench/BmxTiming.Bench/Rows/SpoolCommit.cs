using System.Diagnostics;
using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Bench.Rows;

/// <summary>Making a batch durable. In wall time: the disk is what is waited for.</summary>
internal sealed class SpoolCommit : IBenchmark
{
    private static readonly Turns s_turns = new(WarmUps: 2, Rounds: 25);

    private readonly int _batch;
    private readonly int _commits;
    private readonly RowSpec _spec;

    /// <param name="batch">Records in one commit.</param>
    /// <param name="commits">Commits in one round; few, so that rounds change often.</param>
    public SpoolCommit(int batch, int commits)
    {
        (_batch, _commits) = (batch, commits);
        _spec = new RowSpec(
            string.Create(CultureInfo.InvariantCulture, $"spool-group-commit-{batch}"),
            "records/s",
            Better.Higher,
            "the same bytes appended to a plain file in one write, then fsync",
            string.Create(CultureInfo.InvariantCulture, $"spool: {batch} appended, one commit (numbered, CRC, own segment file)"))
        {
            Bar = 1.0,
            Stretch = 1.5,
        };
        Rows = [_spec];
    }

    public IReadOnlyList<RowSpec> Rows { get; }

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var envelopes = new SampleEnvelopes(TrackId.Parse("bench-spool"), ClientId.Parse("gw-bench"));
        var records = Enumerable.Range(1, _batch).Select(seq => envelopes.Passing(BootId.Parse("boot-1"), seq)).ToArray();
        var together = records.SelectMany(static record => record).ToArray();
        using var spool = SpoolUnderTest.Open(context.Workspace.NewFolder("spool"));
        using var plain = File.OpenHandle(
            Path.Combine(context.Workspace.NewFolder("plain"), "log"), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var end = 0L;
        var samples = await Interleaved.RunAsync(
            s_turns,
            () => PerSecond(() =>
            {
                RandomAccess.Write(plain, together, end);
                end += together.Length;
                RandomAccess.FlushToDisk(plain);
            }),
            () => PerSecond(() =>
            {
                foreach (var record in records)
                {
                    spool.Append(record);
                }

                spool.Commit();
            }),
            cancellationToken);
        return [new BenchRow(_spec, samples)];
    }

    private double PerSecond(Action commit)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < _commits; i++)
        {
            commit();
        }

        return _batch * _commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
