using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Track;

public sealed class SpoolCrashTests
{
    private static readonly SpoolOptions Small = new() { SegmentBytes = 300, CapBytes = 1_000_000 };

    private static readonly Step[] Weighted =
    [
        Step.Append, Step.Append, Step.Append, Step.Commit, Step.Commit, Step.Acknowledge, Step.SaveAcks, Step.FailSync, Step.PowerCut,
    ];

    private enum Step
    {
        Append,
        Commit,
        Acknowledge,
        SaveAcks,
        FailSync,
        PowerCut,
    }

    [Fact]
    public void Whatever_is_cut_at_any_moment_nothing_committed_is_lost_doubled_or_reordered() =>
        Gen.Select(
            Gen.Int[0, Weighted.Length - 1].Select(static i => Weighted[i]),
            Gen.Int[0, 100]).Array[1, 60].Sample(steps => new Model().Run(steps), iter: 2000);

    [Fact]
    public void A_tail_cut_at_any_byte_leaves_exactly_the_whole_records_before_it()
    {
        var (name, bytes, ends) = Segment(records: 12);
        for (var cut = 0; cut <= ends[^1]; cut++)
        {
            var expected = ends.Count(end => end <= cut);
            Assert.Equal(expected, Recovered(name, bytes[..cut]));
            var zeroed = bytes.ToArray();
            zeroed.AsSpan(cut).Clear();
            Assert.Equal(expected, Recovered(name, zeroed));
        }
    }

    [Fact]
    public void A_flipped_bit_costs_the_record_it_is_in_and_no_other()
    {
        var (name, bytes, ends) = Segment(records: 6);
        for (var bit = 0; bit < ends[^1] * 8; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            var hit = ends.TakeWhile(end => end <= bit / 8).Count() + 1;
            var files = new MemorySpoolFiles();
            files.Overwrite(name, damaged);
            var spool = SpoolCore.Open(files, Small, BootId.Parse("next"));
            for (var seq = 1; seq <= spool.Find(name.Boot)!.LastSeq; seq++)
            {
                var read = spool.Read(name.Boot, seq, 1, 1000);
                Assert.Equal(seq == hit, read.MissingToSeq == seq);
                Assert.Equal(seq == hit ? 0 : 1, read.Records.Count);
            }

            Assert.Equal(hit == 6 ? 5 : 6, spool.Find(name.Boot)!.LastSeq);
        }
    }

    private static (SegmentName Name, byte[] Bytes, int[] Ends) Segment(int records)
    {
        var files = new MemorySpoolFiles();
        var spool = SpoolCore.Open(files, new SpoolOptions { SegmentBytes = 600 }, BootId.Parse("b1"));
        var ends = new List<int>();
        for (var i = 1; i <= records; i++)
        {
            var payload = Encoding.UTF8.GetBytes(new string('x', i));
            spool.Append(payload);
            ends.Add((ends.Count == 0 ? 0 : ends[^1]) + SpoolRecord.SizeOf(payload.Length));
        }

        spool.Commit();
        var (name, bytes) = files.Segments.Single();
        return (name, bytes, [.. ends]);
    }

    private static long Recovered(SegmentName name, byte[] bytes)
    {
        var files = new MemorySpoolFiles();
        files.Overwrite(name, bytes);
        var spool = SpoolCore.Open(files, Small, BootId.Parse("next"));
        var count = SpoolReading.Unsent(spool).Count;
        Assert.Equal(spool.Find(name.Boot)!.LastSeq, count);
        return count;
    }

    /// <summary>What must be true, kept beside the spool: every record whose commit returned, and what was acknowledged.</summary>
    private sealed class Model
    {
        private readonly MemorySpoolFiles _files = new();
        private readonly List<string> _committed = [];
        private readonly List<string> _appended = [];
        private readonly Dictionary<string, long> _acknowledged = [];
        private SpoolCore _spool;
        private int _boots;

        public Model() => _spool = Open();

        public void Run((Step Step, int Argument)[] steps)
        {
            foreach (var (step, argument) in steps)
            {
                Run(step, argument);
                Check();
            }

            PowerCut(50);
            Check();
        }

        private void Run(Step step, int argument)
        {
            switch (step)
            {
                case Step.Append:
                    var text = $"{_spool.Current.Id.Value}:{_spool.NextSeq}";
                    _spool.Append(Encoding.UTF8.GetBytes(text));
                    _appended.Add(text);
                    break;
                case Step.Commit:
                    Commit();
                    break;
                case Step.Acknowledge when _spool.FirstUnsent() is { } boot:
                    var seq = Math.Min(boot.LastToSendSeq, boot.AckedSeq + (argument % 4) + 1);
                    _spool.Ack(boot.Id, seq, seq);
                    _acknowledged[boot.Id.Value] = seq;
                    break;
                case Step.SaveAcks:
                    _spool.SaveAcks();
                    break;
                case Step.FailSync:
                    _files.FailingSyncs = 1;
                    break;
                case Step.PowerCut:
                    CutWithin(argument);
                    break;
                default:
                    break;
            }
        }

        private void Commit()
        {
            try
            {
                _spool.Commit();
            }
            catch (IOException)
            {
                // As the host does: again. Part of a group may have been committed before.
                _spool.Commit();
            }

            _committed.AddRange(_appended);
            _appended.Clear();
        }

        // Power goes somewhere inside the next commit, and with it a part of what was being written.
        private void CutWithin(int argument)
        {
            _files.CallsUntilPowerCut = argument % 5;
            try
            {
                Commit();
                _spool.SaveAcks();
            }
            catch (PowerCut)
            {
                // What the test is about.
            }

            PowerCut(argument);
        }

        private void PowerCut(int keptPercent)
        {
            _files.Restart(keptPercent);
            _files.FailingSyncs = 0;
            _spool = Open();
            // Records whose commit had not returned may have survived, in order and whole; they are then as good as committed.
            var there = Everything();
            var extra = there.Skip(_committed.Count).ToArray();
            Assert.Equal(extra, _appended.Take(extra.Length));
            _committed.AddRange(extra);
            _appended.Clear();
        }

        private void Check() => Assert.Equal(_committed, Everything());

        // Everything on disk from number 1 of every boot on, acknowledged or not: nothing is ever trimmed below the cap.
        private List<string> Everything()
        {
            var found = new List<string>();
            foreach (var boot in _spool.Boots)
            {
                Assert.True(boot.AckedSeq <= _acknowledged.GetValueOrDefault(boot.Id.Value), "acknowledged more than the server did");
                for (var seq = 1L; seq <= boot.LastSeq;)
                {
                    var read = _spool.Read(boot.Id, seq, 5, 100);
                    Assert.Null(read.MissingToSeq);
                    found.AddRange(read.Records.Select(static record => Encoding.UTF8.GetString(record.Span)));
                    seq = read.LastSeq + 1;
                }
            }

            return found;
        }

        private SpoolCore Open() => SpoolCore.Open(_files, Small, BootId.Parse($"b{++_boots}"));
    }
}
