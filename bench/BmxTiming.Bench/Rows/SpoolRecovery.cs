using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// Opening a large spool after a restart. Both sides find the files in the page cache and are measured in processor time: reading a
/// disk takes both alike and would only hide what the spool adds.
/// </summary>
internal sealed class SpoolRecovery : IBenchmark
{
    private const int Mebibyte = 1024 * 1024;
    private const long SpoolBytes = 72L * Mebibyte;
    private const int GroupRecords = 256;

    private static readonly Turns s_turns = new(WarmUps: 2, Rounds: 7);

    private static readonly RowSpec s_spec = new(
        "spool-recovery", "MiB/cpu-s", Better.Higher, "sequential read of the same files, 64 KiB at a time", "opening the spool, 72 MiB of records in it")
    {
        Bar = 0.5,
        Stretch = 0.8,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_spec];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var folder = context.Workspace.NewFolder("recovery");
        var records = Fill(folder);
        var files = Directory.GetFiles(folder, "*.seg", SearchOption.AllDirectories);
        var mebibytes = files.Sum(static file => new FileInfo(file).Length) / (double)Mebibyte;
        var samples = await Interleaved.RunAsync(s_turns, () => mebibytes / Read(files), () => mebibytes / Open(folder, records), cancellationToken);
        return [new BenchRow(s_spec, samples)];
    }

    private static long Fill(string folder)
    {
        var envelopes = new SampleEnvelopes(TrackId.Parse("bench-recovery"), ClientId.Parse("gw-bench"));
        using var spool = SpoolUnderTest.Open(folder);
        while (spool.Core.UsedBytes < SpoolBytes)
        {
            for (var i = 0; i < GroupRecords; i++)
            {
                spool.Append(envelopes.Passing(spool.Boot, spool.NextSeq));
            }

            spool.Commit();
        }

        return spool.NextSeq - 1;
    }

    private static double Open(string folder, long records)
    {
        var start = ProcessorTime.OfThisThread();
        using var spool = SpoolUnderTest.Open(folder);
        var seconds = ProcessorTime.OfThisThread() - start;
        return spool.RecoveredRecords == records
            ? seconds
            : throw new MeasurementException($"{spool.RecoveredRecords} of {records} records were recovered");
    }

    private static double Read(string[] files)
    {
        const int chunkBytes = 64 * 1024;
        var buffer = new byte[chunkBytes];
        var start = ProcessorTime.OfThisThread();
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file);
            var offset = 0L;
            while (RandomAccess.Read(handle, buffer, offset) is var read and > 0)
            {
                offset += read;
            }
        }

        return ProcessorTime.OfThisThread() - start;
    }
}
