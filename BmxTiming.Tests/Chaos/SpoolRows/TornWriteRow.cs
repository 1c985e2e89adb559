using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>A segment that ends at any byte, is zero from any byte on, or has any one bit wrong.</summary>
internal sealed class TornWriteRow : IChaosRow
{
    private static readonly SpoolOptions s_options = new() { SegmentBytes = 4096, CapBytes = 1_000_000 };
    private static readonly BootId s_boot = BootId.Parse("b1");

    public string Number => "10";

    public string Fault => "segment cut, zeroed, any bit flipped";

    public long GateCases => 15_000;

    public IReadOnlyList<string> PlantedBugs => [PlantedSpoolBugs.StopsAtDamage, PlantedSpoolBugs.CrcCoversPayloadOnly];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        for (var sweep = 0; tally.Cases < cases; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            new Sweep(sweep, plantedBug, tally).Run();
        }

        return Task.FromResult(tally.Outcome());
    }

    /// <summary>One segment of some records, damaged in every way.</summary>
    private sealed class Sweep
    {
        private readonly int _number;
        private readonly string? _bug;
        private readonly ChaosTally _tally;
        private readonly SegmentName _name;
        private readonly byte[] _whole;
        private readonly List<int> _ends = [];

        public Sweep(int number, string? bug, ChaosTally tally)
        {
            (_number, _bug, _tally) = (number, bug, tally);
            var files = new MemorySpoolFiles();
            var spool = SpoolCore.Open(PlantedSpoolBugs.Wrap(bug, files), s_options, s_boot);
            for (var i = 0; i < 5 + (number % 13); i++)
            {
                var payload = SpoolTruth.Payload(s_boot, spool.NextSeq);
                spool.Append(payload);
                _ends.Add((_ends.Count == 0 ? 0 : _ends[^1]) + SpoolRecord.SizeOf(payload.Length));
            }

            spool.Commit();
            (_name, _whole) = files.Segments.Single();
        }

        private int Used => _ends[^1];

        public void Run()
        {
            for (var at = 0; at <= Used; at++)
            {
                var (cut, from) = (_whole[..at], at);
                Judge($"cut at byte {from}", cut, from, Used);
                var zeroed = _whole.ToArray();
                zeroed.AsSpan(at).Clear();
                Judge($"zero from byte {from}", zeroed, from, Used);
            }

            for (var bit = 0; bit < Used * 8; bit++)
            {
                var flipped = _whole.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                Judge($"bit {bit} flipped", flipped, bit / 8, (bit / 8) + 1);
            }
        }

        private void Judge(string what, byte[] segment, int from, int to) =>
            _tally.Try(() => $"sweep {_number}, {what}", () => Judge(segment, from, to));

        // The records whose bytes were left alone must be there, and no others; what was lost must be known to be lost.
        private void Judge(byte[] segment, int from, int to)
        {
            var files = new MemorySpoolFiles();
            files.Overwrite(_name, segment);
            var spool = SpoolCore.Open(PlantedSpoolBugs.Wrap(_bug, files), s_options, BootId.Parse("next"));
            var last = spool.Find(s_boot)?.LastSeq ?? 0;
            var lost = 0;
            for (var seq = 1; seq <= _ends.Count; seq++)
            {
                var (start, end) = (_ends[seq - 1] - SpoolRecord.SizeOf(SpoolTruth.Payload(s_boot, seq).Length), _ends[seq - 1]);
                var isWhole = end <= from || start >= to;
                var read = spool.Read(s_boot, seq, 1, int.MaxValue);
                var expected = isWhole
                    ? read.Records.Count == 1 && read.Records[0].Span.SequenceEqual(SpoolTruth.Payload(s_boot, seq))
                    : read.Records.Count == 0 && (seq > last || read.MissingToSeq == seq);
                ChaosCheck.That(expected, $"seq {seq} {(isWhole ? "is not there" : "was believed")}");
                lost += isWhole || seq > last ? 0 : 1;
            }

            var isVisible = segment.AsSpan(Math.Min(segment.Length, StartOfRecordAt(from))).ContainsAnyExcept((byte)0) && from < Used;
            ChaosCheck.That(lost == (isVisible ? 1 : 0), $"{lost} records known to be lost");
            ChaosCheck.That(spool.Quarantine.Places == lost, $"{spool.Quarantine.Places} places reported for {lost} lost records");
            ChaosCheck.That(files.List().Count(static file => file.Path.EndsWith(".bin", StringComparison.Ordinal)) == lost, "no copy was put aside");
        }

        private int StartOfRecordAt(int at) => _ends.Where(end => end <= at).DefaultIfEmpty(0).Max();
    }
}
