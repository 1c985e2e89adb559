using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Chaos.SpoolRows;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Track;

public sealed class SpoolCrashTests
{
    private static readonly SpoolOptions s_small = new() { SegmentBytes = 200, CapBytes = 3000 };

    private static readonly Step[] s_weighted =
    [
        Step.Append, Step.Append, Step.AppendAndCommit, Step.AppendAndCommit, Step.AppendAndCommit, Step.Commit, Step.Acknowledge, Step.Acknowledge,
        Step.SaveAcks, Step.Start, Step.FailSync, Step.FullDisk, Step.PowerCut, Step.PowerCutWithinCommit, Step.Damage,
    ];

    private enum Step
    {
        Append = SpoolStep.Append,
        Commit = SpoolStep.Commit,
        AppendAndCommit = SpoolStep.AppendAndCommit,
        Acknowledge = SpoolStep.Acknowledge,
        SaveAcks = SpoolStep.SaveAcks,
        Start = SpoolStep.Start,
        FailSync = 100,
        FullDisk,
        PowerCut,
        PowerCutWithinCommit,
        Damage,
    }

    [Fact]
    public void Whatever_happens_in_any_order_nothing_committed_is_lost_doubled_or_reordered() =>
        Gen.Select(Gen.Int[0, s_weighted.Length - 1].Select(static i => s_weighted[i]), Gen.Int[0, 1000]).Array[1, 60]
            .Sample(static steps => new Machine().Run(steps), iter: 400);

    /// <summary>Runs the steps on one disk for all its starts, and checks after each that the spool is what it must be.</summary>
    private sealed class Machine
    {
        private readonly MemorySpoolFiles _files = new();
        private readonly SpoolHistory _history;

        public Machine()
        {
            _history = new SpoolHistory(_files, s_small, bug: null);
            _history.Start();
        }

        public void Run((Step Step, int Argument)[] steps)
        {
            foreach (var (step, argument) in steps)
            {
                Run(step, argument);
                Assert.Null(_history.Truth.FaultOf(_history.Spool));
            }

            PowerCut(steps.Length);
            Assert.Null(_history.Truth.FaultOf(_history.Spool));
        }

        private void Run(Step step, int argument)
        {
            switch (step)
            {
                case Step.FailSync:
                    _files.FailingSyncs = 1 + (argument % 2);
                    break;
                case Step.FullDisk:
                    var failures = 1 + (argument % 3);
                    _files.Intercept = call => call.Operation == DiskOperation.Create && failures-- > 0 ? new SpoolDiskFullException("full") : null;
                    break;
                case Step.PowerCut:
                    PowerCut(argument);
                    break;
                case Step.PowerCutWithinCommit:
                    CutWithinCommit(argument);
                    break;
                case Step.Damage:
                    Damage(argument);
                    break;
                default:
                    _history.Run((SpoolStep)step, argument);
                    break;
            }
        }

        private void CutWithinCommit(int argument)
        {
            _files.CallsUntilPowerCut = argument % 7;
            try
            {
                _history.Run(SpoolStep.AppendAndCommit, argument);
                _history.Run(SpoolStep.SaveAcks, argument);
            }
            catch (PowerCut)
            {
                // What the test is about.
            }

            PowerCut(argument);
        }

        private void PowerCut(int seed)
        {
            _files.Restart(WriteBack.Random(seed));
            _files.FailingSyncs = 0;
            var left = SpoolCore.Open(_files, s_small, BootId.Parse("looked-at"));
            Assert.Null(_history.Truth.FaultOf(left));
            _history.Truth.Settle(left);
            _history.Restarted();
        }

        // One byte of an earlier boot rots while nobody looks: at most its record is lost, and the others are as they were.
        private void Damage(int argument)
        {
            var copy = _files.Copy();
            var segments = copy.Segments.Where(segment => segment.Key.Boot != _history.Spool.Current.Id && segment.Value.Length > 0).OrderBy(static segment => segment.Key).ToArray();
            if (segments.Length == 0)
            {
                return;
            }

            var (name, bytes) = segments[argument % segments.Length];
            var before = Records(SpoolCore.Open(copy.Copy(), s_small, BootId.Parse("before")), name);
            bytes[argument % bytes.Length] ^= (byte)(1 << (argument % 8));
            var after = Records(SpoolCore.Open(copy, s_small, BootId.Parse("after")), name);
            Assert.InRange(before.Count(static record => record is not null) - after.Count(static record => record is not null), 0, 1);
            Assert.All(after.Zip(before), static pair => Assert.True(pair.First is null || pair.First == pair.Second));
        }

        // By number; null for one that is missing.
        private static List<string?> Records(SpoolCore spool, SegmentName of)
        {
            var records = new List<string?>();
            var boot = spool.Find(of.Boot)!;
            for (var seq = boot.FirstKeptSeq; seq <= boot.LastSeq; seq++)
            {
                var read = spool.Read(of.Boot, seq, 1, int.MaxValue);
                records.Add(read.Records.Count == 0 ? null : Convert.ToHexString(read.Records[0].Span));
            }

            return records;
        }
    }
}
