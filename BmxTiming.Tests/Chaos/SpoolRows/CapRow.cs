using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>A server that confirms nothing for long, and a spool that may hold little: the source is stopped, nothing is dropped.</summary>
internal sealed class CapRow : IChaosRow
{
    private const int Steps = 80;

    /// <summary>What may still come when the decoder has been let go: it was read already.</summary>
    private const int QueuedRecords = 3;

    private static readonly SpoolOptions s_options = new() { SegmentBytes = 300, CapBytes = 1500 };

    public string Number => "8";

    public string Fault => "server away, spool at its cap";

    public long GateCases => 400;

    public IReadOnlyList<string> PlantedBugs => [PlantedSpoolBugs.DropsOldestAtTheCap];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var (full, resumed) = (0, 0);
        for (var seed = 0; tally.Cases < cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = seed;
            tally.Try(() => $"seed {own}", () =>
            {
                var day = new Day(own, plantedBug);
                day.Run();
                full += day.TimesFull;
                resumed += day.TimesResumed;
            });
        }

        if (plantedBug is null)
        {
            tally.Add(full > cases / 10 && resumed > cases / 20 ? null : $"was full only {full} times and resumed {resumed} times in {tally.Cases} cases");
        }

        return Task.FromResult(tally.Outcome($"full {full} times, resumed {resumed} times"));
    }

    private sealed class Day(int seed, string? bug)
    {
        private readonly Random _random = new(seed);
        private readonly MemorySpoolFiles _files = new();
        private readonly List<string> _sent = [];
        private readonly List<string> _received = [];
        private SpoolCore _spool = null!;
        private int _boots;
        private int _queued;

        public int TimesFull { get; private set; }

        public int TimesResumed { get; private set; }

        public void Run()
        {
            Start();
            for (var step = 0; step < Steps; step++)
            {
                var (before, wasFull) = (_spool, _spool.IsFull);
                Step(_random.Next(20));
                TimesFull += !wasFull && _spool.IsFull ? 1 : 0;
                TimesResumed += wasFull && !_spool.IsFull ? 1 : 0;
                var slackBytes = s_options.SegmentBytes + (QueuedRecords * 100);
                ChaosCheck.That(_spool.UsedBytes <= s_options.CapBytes + slackBytes, $"step {step}: {_spool.UsedBytes} bytes used");
                var hasResumed = wasFull && !_spool.IsFull && _spool == before;
                ChaosCheck.That(
                    !hasResumed || _spool.UsedBytes <= s_options.CapBytes * s_options.ResumePercent / 100, $"step {step}: resumed at {_spool.UsedBytes} bytes");
            }

            while (_spool.FirstUnsent() is not null)
            {
                Receive(50);
            }

            ChaosCheck.That(!_spool.IsFull, "full, with everything confirmed");
            ChaosCheck.That(_received.SequenceEqual(_sent), $"{_sent.Count} sent, {_received.Count} received, or in another order");
        }

        private void Step(int dice)
        {
            switch (dice)
            {
                case < 16:
                    Capture();
                    break;
                case < 19:
                    Receive(_random.Next(1, 15));
                    break;
                default:
                    Start();
                    break;
            }
        }

        private void Capture()
        {
            _queued = _spool.IsFull ? _queued + 1 : 0;
            for (var i = 0; i < 2 && _queued <= QueuedRecords; i++)
            {
                var payload = SpoolTruth.Payload(_spool.Current.Id, _spool.NextSeq);
                _spool.Append(payload);
                _sent.Add(Encoding.UTF8.GetString(payload));
                _queued += _spool.IsFull ? 1 : 0;
            }

            _spool.Commit();
        }

        private void Receive(int maxRecords)
        {
            if (_spool.FirstUnsent() is not { } boot)
            {
                return;
            }

            var read = _spool.Read(boot.Id, boot.AckedSeq + 1, maxRecords, int.MaxValue);
            ChaosCheck.That(read.MissingToSeq is null, $"boot {boot.Id} lacks {boot.AckedSeq + 1} to {read.MissingToSeq}, never confirmed");
            _received.AddRange(read.Records.Select(static record => Encoding.UTF8.GetString(record.Span)));
            _spool.Ack(boot.Id, read.LastSeq, read.LastSeq);
        }

        private void Start()
        {
            _spool?.SaveAcks();
            _boots++;
            _spool = SpoolCore.Open(PlantedSpoolBugs.Wrap(bug, _files, s_options.CapBytes), s_options, BootId.Parse($"b{_boots}"));
        }
    }
}
