using System.Diagnostics;
using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// A process of its own that writes to a spool as fast as it can and says on its output what is committed, until it is killed. It is
/// this assembly, started with a hook that runs before the tests' own entry point.
/// </summary>
internal static class SpoolWriterProcess
{
    public const string BufferedWrites = "spool-writes-are-buffered";

    public static readonly SpoolOptions Options = new() { SegmentBytes = 4096, CapBytes = 64 * 1024 };

    private const string FolderVariable = "BMX_TEST_SPOOL_WRITER";
    private const string BootVariable = "BMX_TEST_SPOOL_BOOT";
    private const string BugVariable = "BMX_TEST_SPOOL_BUG";

    public static Process Start(string folder, string boot, string? bug)
    {
        var assembly = typeof(SpoolWriterProcess).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { assembly } };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment[FolderVariable] = folder;
        start.Environment[BootVariable] = boot;
        start.Environment[BugVariable] = bug;
        return Process.Start(start) ?? throw new InvalidOperationException("The writer did not start.");
    }

    /// <summary>Runs when this process was started as a writer; then it never returns.</summary>
    public static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
        {
            return;
        }

        using var directory = new SpoolDirectory(folder);
        ISpoolFiles files = Environment.GetEnvironmentVariable(BugVariable) == BufferedWrites ? new BufferingFiles(directory) : directory;
        Write(SpoolCore.Open(files, Options, BootId.Parse(Environment.GetEnvironmentVariable(BootVariable))));
    }

    // "c 17": committed to 17. "a 9": the server has confirmed to 9.
    private static void Write(SpoolCore spool)
    {
        using var output = Console.OpenStandardOutput();
        var boot = spool.Current;
        for (var group = 1; ; group++)
        {
            for (var i = 0; i <= group % 4; i++)
            {
                spool.Append(SpoolTruth.Payload(boot.Id, spool.NextSeq));
            }

            spool.Commit();
            Say(output, 'c', boot.LastSeq);
            if (group % 20 == 0)
            {
                var confirmed = boot.LastSeq - 10;
                Say(output, 'a', confirmed);
                spool.Ack(boot.Id, confirmed, confirmed);
                spool.SaveAcks();
            }
        }
    }

    private static void Say(Stream output, char what, long seq)
    {
        output.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what} {seq}\n")));
        output.Flush();
    }

    /// <summary>Keeps writes in the process until many have come together: what a stream with a buffer does.</summary>
    private sealed class BufferingFiles(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        private readonly List<(string Path, long Offset, byte[] Bytes)> _held = [];

        public override void Write(string path, long offset, ReadOnlySpan<byte> bytes)
        {
            _held.Add((path, offset, bytes.ToArray()));
            if (_held.Count >= 50)
            {
                _held.ForEach(write => Inner.Write(write.Path, write.Offset, write.Bytes));
                _held.Clear();
            }
        }

        public override void Rename(string from, string to)
        {
            _held.ForEach(write => Inner.Write(write.Path, write.Offset, write.Bytes));
            _held.Clear();
            Inner.Rename(from, to);
        }
    }
}
