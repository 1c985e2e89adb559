using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// Somebody, or a file system, has taken away, renamed or put back files: every acknowledgement file there ever was, whole, torn or
/// left over, with every one and every pair of segments deleted, set aside or given another number.
/// </summary>
internal sealed class HandsRow : IChaosRow
{
    private static readonly SpoolOptions s_options = new() { SegmentBytes = 200, CapBytes = 1_000_000 };

    public string Number => "12";

    public string Fault => "files deleted, renamed, old or left over";

    public long GateCases => 2500;

    public IReadOnlyList<string> PlantedBugs => [PlantedSpoolBugs.LeftoverAcksPreferred];

    private enum Hand
    {
        Nothing,
        Deletes,
        SetsAside,
        Renumbers,
    }

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        for (var seed = 0; tally.Cases < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            new Sweep(seed, plantedBug, tally).Run();
        }

        return Task.FromResult(tally.Outcome());
    }

    private sealed class Sweep
    {
        private readonly int _seed;
        private readonly string? _bug;
        private readonly ChaosTally _tally;
        private readonly MemorySpoolFiles _files = new();
        private readonly SpoolTruth _truth;
        private readonly List<(string Name, Action<MemorySpoolFiles> Put)> _ackFiles = [];
        private readonly SegmentName[] _segments;

        public Sweep(int seed, string? bug, ChaosTally tally)
        {
            (_seed, _bug, _tally) = (seed, bug, tally);
            var history = new SpoolHistory(_files, s_options, bug);
            var random = new Random(seed);
            var saved = new List<byte[]>();
            for (var boot = 0; boot < 3; boot++)
            {
                history.Start();
                for (var i = 0; i < 4; i++)
                {
                    history.Run(SpoolStep.AppendAndCommit, random.Next(100));
                    history.Run(SpoolStep.Acknowledge, random.Next(2));
                }

                history.Run(SpoolStep.SaveAcks, 0);
                saved.Add(_files.Copy().Remove(SegmentStore.AcksPath)!);
            }

            _truth = history.Truth;
            _segments = [.. _files.Segments.Keys.Order()];
            _ackFiles.Add(("no acknowledgements", static files => files.LoseAcks()));
            _ackFiles.Add(("torn acknowledgements", files => files.WriteAcks(saved[^1].AsSpan(0, saved[^1].Length / 2))));
            _ackFiles.Add(("empty acknowledgements", static files => files.WriteAcks([])));
            _ackFiles.AddRange(saved.Select(static (bytes, i) => ($"acknowledgements {i}", (Action<MemorySpoolFiles>)(files => files.WriteAcks(bytes)))));
            // What was claimed before the stream was lost and everything became unsent again.
            _ackFiles.Add(("a left-over that claims more", files =>
            {
                files.WriteAcks(new SpoolAcks { Boots = [new BootAck(BootId.Parse("b1"), 0, 0)] }.ToJson());
                files.Overwrite(SegmentStore.AcksTemporaryPath, new SpoolAcks { Boots = [.. Claims()] }.ToJson());
            }));
        }

        public void Run()
        {
            foreach (var (name, put) in _ackFiles)
            {
                foreach (var hands in AllHands())
                {
                    _tally.Try(
                        () => $"sweep {_seed}, {name}, {string.Join(' ', hands.Select(static hand => $"{hand.Hand} {hand.Segment}"))}", () => Judge(put, hands));
                }
            }
        }

        private IEnumerable<BootAck> Claims() => _segments.Select(static name => name.Boot).Distinct().Select(static boot => new BootAck(boot, 1000, 1000));

        private IEnumerable<(SegmentName Segment, Hand Hand)[]> AllHands()
        {
            yield return [];
            Hand[] kinds = [Hand.Deletes, Hand.SetsAside, Hand.Renumbers];
            for (var one = 0; one < _segments.Length; one++)
            {
                foreach (var first in kinds)
                {
                    yield return [(_segments[one], first)];
                    for (var two = one + 1; two < _segments.Length; two++)
                    {
                        foreach (var second in kinds)
                        {
                            yield return [(_segments[one], first), (_segments[two], second)];
                        }
                    }
                }
            }
        }

        private void Judge(Action<MemorySpoolFiles> putAcks, (SegmentName Segment, Hand Hand)[] hands)
        {
            var files = _files.Copy();
            putAcks(files);
            foreach (var (segment, hand) in hands)
            {
                var bytes = files.Remove(segment.Path)!;
                switch (hand)
                {
                    case Hand.SetsAside:
                        files.Overwrite(segment.Path + ".bak", bytes);
                        break;
                    case Hand.Renumbers when !files.Segments.ContainsKey(segment with { FirstSeq = segment.FirstSeq + 1 }):
                        files.Overwrite(segment with { FirstSeq = segment.FirstSeq + 1 }, bytes);
                        break;
                    default:
                        break;
                }
            }

            var spool = SpoolCore.Open(PlantedSpoolBugs.Wrap(_bug, files), s_options, BootId.Parse("next"));
            foreach (var boot in _segments.GroupBy(static name => name.Boot))
            {
                Judge(spool, boot.Key, [.. boot], hands);
            }

            ChaosCheck.That(!files.List().Any(file => file.Path.EndsWith(".bak", StringComparison.Ordinal) && file.Bytes == 0), "touched what is not a segment");
        }

        private void Judge(SpoolCore spool, BootId id, SegmentName[] segments, (SegmentName Segment, Hand Hand)[] hands)
        {
            if (spool.Find(id) is not { } boot)
            {
                ChaosCheck.That(segments.All(name => hands.Any(hand => hand.Segment == name)), $"boot {id} is gone, and not all of its segments were");
                return;
            }

            var isFrontTouched = hands.Any(hand => hand.Segment == segments[0]);
            ChaosCheck.That(
                boot.AckedSeq <= Math.Max(_truth.AckedSeqOf(id), isFrontTouched ? boot.FirstKeptSeq - 1 : 0), $"boot {id} counts as confirmed to {boot.AckedSeq}");
            // A server that never saw what is gone from the front asks for it, and is told that it is lost.
            spool.Rewind(id, 1);
            for (var seq = 1L; seq <= boot.LastSeq; seq++)
            {
                var owner = segments.Last(name => name.FirstSeq <= seq);
                var hand = hands.FirstOrDefault(candidate => candidate.Segment == owner).Hand;
                var read = spool.Read(id, seq, 1, int.MaxValue);
                var isThere = read.Records.Count == 1;
                ChaosCheck.That(!isThere || read.Records[0].Span.SequenceEqual(SpoolTruth.Payload(id, seq)), $"boot {id} seq {seq} is another record");
                ChaosCheck.That(isThere || read.MissingToSeq >= seq, $"boot {id} seq {seq} is neither there nor missing");
                ChaosCheck.That(isThere || hand != Hand.Nothing, $"boot {id} seq {seq} is missing, and {owner} was left alone");
            }
        }
    }
}
