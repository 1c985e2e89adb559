using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Bench.Rows;

/// <summary>All that the benchmarks know of the spool's form.</summary>
internal sealed class SpoolUnderTest : IDisposable
{
    private readonly SpoolDirectory _files;

    private SpoolUnderTest(SpoolDirectory files, SpoolCore core) => (_files, Core) = (files, core);

    public SpoolCore Core { get; }

    public BootId Boot => Core.Current.Id;

    public long NextSeq => Core.NextSeq;

    /// <summary>Records of earlier starts that were found and are to be sent.</summary>
    public long RecoveredRecords => Core.UnsentRecords;

    public static SpoolUnderTest Open(string folder)
    {
        var files = new SpoolDirectory(folder);
        return new SpoolUnderTest(files, SpoolCore.Open(files, new SpoolOptions(), BootIdentity.New(TimeProvider.System)));
    }

    public void Append(byte[] payload) => Core.Append(payload);

    public void Commit() => Core.Commit();

    public void Dispose() => _files.Dispose();
}
