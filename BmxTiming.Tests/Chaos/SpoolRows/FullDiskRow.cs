using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using Microsoft.Extensions.Logging.Abstractions;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// A disk of 24 MiB that is really full, under the spool's own host: filled by the spool itself and freed by what the server confirms,
/// or filled by somebody else's file and freed when that goes.
/// </summary>
internal sealed class FullDiskRow : IChaosRow
{
    private const string DiesOnFullDisk = "spool-dies-on-a-full-disk";
    private const int PayloadBytes = 12_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly SpoolOptions s_options = new() { SegmentBytes = 2 * 1024 * 1024 };

    public string Number => "9t";

    public string Fault => "disk of 24 MiB full, real files";

    public long GateCases => 2;

    public IReadOnlyList<string> PlantedBugs => [DiesOnFullDisk];

    public string? SkipReason => MountedDisk.WhyNot;

    public bool RunsWithForeignBugs => false;

    public async Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var records = 0L;
        for (var round = 0; tally.Cases < cases; round++)
        {
            using var disk = MountedDisk.Tmpfs("24m");
            await using var rig = new Rig(disk, plantedBug);
            try
            {
                records += await rig.RunAsync(hasForeignFile: round % 2 == 1, cancellationToken);
                tally.Add(null);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                tally.Add($"round {round}: {failure.Message}");
            }
        }

        return tally.Outcome($"{records} messages over {tally.Cases} full disks");
    }

    private sealed class Rig : IAsyncDisposable
    {
        private readonly MountedDisk _disk;
        private readonly SpoolDirectory _directory;
        private readonly CaptureQueue _queue = new();
        private readonly SpoolHost _spool;
        private readonly List<int> _received = [];
        private int _captured;

        public Rig(MountedDisk disk, string? bug)
        {
            _disk = disk;
            _directory = new SpoolDirectory(disk.File("spool"));
            ISpoolFiles files = bug == DiesOnFullDisk ? new DyingFiles(_directory) : _directory;
            var envelopes = new EnvelopeWriter(TrackId.Parse("track-a"), ClientId.Parse("gw-a1"));
            _spool = new SpoolHost(files, s_options, _queue, envelopes, new BootClock(TimeProvider.System), NullLogger<SpoolHost>.Instance);
        }

        public async Task<long> RunAsync(bool hasForeignFile, CancellationToken cancellationToken)
        {
            await _spool.StartAsync(cancellationToken);
            var foreign = _disk.File("somebody-elses-video");
            if (hasForeignFile)
            {
                FillUp(foreign);
            }

            while (!_spool.IsFull)
            {
                await CaptureAsync();
            }

            // Full, and alive: it neither ends nor forgets what waits.
            ChaosCheck.That(!_spool.ExecuteTask!.IsCompleted, "the spool's host has ended on a full disk");
            ChaosCheck.That(hasForeignFile || _spool.Status().LastSeq > 0, "nothing was stored before the disk was full");
            if (hasForeignFile)
            {
                File.Delete(foreign);
            }

            await UntilAsync(() =>
            {
                Receive();
                return !_spool.IsFull && _received.Count == _captured;
            });
            ChaosCheck.That(_received.SequenceEqual(Enumerable.Range(0, _captured)), $"{_captured} captured, {_received.Count} received, or in another order");
            return _captured;
        }

        public async ValueTask DisposeAsync()
        {
            using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await _spool.StopAsync(stopping.Token);
            }
            catch (InvalidOperationException)
            {
                // The planted bug, seen already.
            }

            _spool.Dispose();
            _directory.Dispose();
        }

        private static void FillUp(string path)
        {
            using var file = File.Create(path, bufferSize: 0);
            var block = new byte[256 * 1024];
            try
            {
                while (true)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // That is full.
            }
        }

        // Where the queue does not move on any more, the disk is full: that is what is waited for.
        private async Task CaptureAsync()
        {
            var payload = JsonSerializer.SerializeToUtf8Bytes(new { n = _captured, filler = new string('x', PayloadBytes) });
            var message = new CapturedMessage(MessageTypes.Passing, Protocol.Time.Micros.Zero, payload);
            var isTaken = false;
            await UntilAsync(() =>
            {
                ChaosCheck.That(!_spool.ExecuteTask!.IsCompleted, "the spool's host has ended");
                return _spool.IsFull || (isTaken = _queue.TryAdd(message));
            });
            _captured += isTaken ? 1 : 0;
        }

        // What the uplink does, with a server that confirms everything at once.
        private void Receive()
        {
            ChaosCheck.That(!_spool.ExecuteTask!.IsCompleted, "the spool's host has ended");
            _ = _spool.Use(core =>
            {
                if (core.FirstUnsent() is { } boot)
                {
                    var read = core.Read(boot.Id, boot.AckedSeq + 1, 200, int.MaxValue);
                    ChaosCheck.That(read.MissingToSeq is null, $"{read.FromSeq} to {read.MissingToSeq} are not there");
                    foreach (var record in read.Records)
                    {
                        var payload = JsonDocument.Parse(record).RootElement.GetProperty("payload");
                        if (payload.TryGetProperty("n", out var number))
                        {
                            _received.Add(number.GetInt32());
                        }
                    }

                    core.Ack(boot.Id, read.LastSeq, read.LastSeq);
                }

                return true;
            });
        }

        private static async Task UntilAsync(Func<bool> condition) => await Eventually.HoldsAsync(condition, s_patience, static () => "still full, or not all received");
    }

    /// <summary>Takes a full disk for something that can not happen.</summary>
    private sealed class DyingFiles(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Create(string path, long bytes)
        {
            try
            {
                Inner.Create(path, bytes);
            }
            catch (SpoolDiskFullException full)
            {
                throw new InvalidOperationException("unexpected", full);
            }
        }
    }
}
