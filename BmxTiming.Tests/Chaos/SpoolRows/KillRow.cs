using System.Diagnostics;
using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>A real process that writes is killed with SIGKILL at any moment, again and again on the same spool.</summary>
internal sealed class KillRow : IChaosRow
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public string Number => "10k";

    public string Fault => "writer killed with SIGKILL";

    public long GateCases => 6;

    public IReadOnlyList<string> PlantedBugs => [SpoolWriterProcess.BufferedWrites];

    public bool RunsWithForeignBugs => false;

    public async Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var tally = new ChaosTally();
        var random = new Random(10);
        var known = new Dictionary<BootId, Said>();
        for (var kill = 1; tally.Cases < cases; kill++)
        {
            var boot = BootId.Parse($"b{kill}");
            known[boot] = await RunAndKillAsync(folder.Path, boot, plantedBug, random.Next(20, 600), cancellationToken);
            tally.Try(() => $"kill {kill}", () => Judge(folder.Path, known));
        }

        return tally.Outcome($"{known.Values.Sum(static said => said.Committed)} records committed");
    }

    private static async Task<Said> RunAndKillAsync(string folder, BootId boot, string? bug, int lines, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        using var process = SpoolWriterProcess.Start(folder, boot.Value, bug);
        var said = new Said(0, 0);
        try
        {
            for (var line = 0; await process.StandardOutput.ReadLineAsync(patience.Token) is { } text; line++)
            {
                said = said.After(text);
                if (line == lines)
                {
                    process.Kill();
                }
            }

            ChaosCheck.That(said.Committed > 0, "the writer wrote nothing: " + await process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return said;
    }

    private static void Judge(string folder, Dictionary<BootId, Said> known)
    {
        using var directory = new SpoolDirectory(folder);
        var spool = SpoolCore.Open(directory, SpoolWriterProcess.Options, BootId.Parse("looking"));
        foreach (var (id, said) in known)
        {
            if (spool.Find(id) is not { } boot)
            {
                ChaosCheck.That(said.Committed <= said.Confirmed, $"boot {id} is gone, confirmed to {said.Confirmed}");
                continue;
            }

            ChaosCheck.That(boot.LastSeq >= said.Committed, $"boot {id} ends at {boot.LastSeq}, committed {said.Committed}");
            ChaosCheck.That(boot.FirstKeptSeq - 1 <= said.Confirmed, $"boot {id} begins at {boot.FirstKeptSeq}, confirmed to {said.Confirmed}");
            for (var seq = boot.FirstKeptSeq; seq <= said.Committed; seq++)
            {
                var read = spool.Read(id, seq, 1, int.MaxValue);
                ChaosCheck.That(read.Records.Count == 1 && read.Records[0].Span.SequenceEqual(SpoolTruth.Payload(id, seq)), $"boot {id} seq {seq} is not there");
            }
        }
    }

    private sealed record Said(long Committed, long Confirmed)
    {
        public Said After(string line)
        {
            // A last line that the kill cut short says nothing.
            return line.Length > 2 && long.TryParse(line.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                ? line[0] == 'c' ? this with { Committed = Math.Max(Committed, seq) } : this with { Confirmed = Math.Max(Confirmed, seq) }
                : this;
        }
    }
}
