using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Support;

/// <summary>Spool and uplink without their hosts: a clock, a disk (in memory where none is given), and what is done with the effects.</summary>
internal sealed class UplinkRig
{
    private static readonly SpoolOptions SmallSpool = new() { SegmentBytes = 4096, CapBytes = 10_000_000 };

    private readonly ISpoolFiles _files;
    private readonly SpoolOptions _options;
    private readonly EnvelopeWriter _envelopes = new(TrackId.Parse("track-a"), ClientId.Parse("gw-a1"));
    private int _boots;

    public UplinkRig(ISpoolFiles? files = null, SpoolOptions? options = null)
    {
        _files = files ?? new MemorySpoolFiles();
        _options = options ?? SmallSpool;
        Spool = null!;
        Core = null!;
        Restart();
    }

    public MemorySpoolFiles Files => (MemorySpoolFiles)_files;

    public SpoolCore Spool { get; private set; }

    public UplinkCore Core { get; private set; }

    public Micros NowUs { get; set; } = Micros.FromSeconds(1_800_000_000);

    /// <summary>Payload numbers in the order they were captured and committed.</summary>
    public List<int> Captured { get; } = [];

    public int TokenReloads { get; private set; }

    public List<ClockReport> ClockReports { get; } = [];

    public void Restart()
    {
        _boots++;
        Spool = SpoolCore.Open(_files, _options, BootId.Parse($"boot-{_boots}"));
        Core = new UplinkCore(_envelopes, LongestWait, Spool.StreamEpoch, Spool.StreamSeq, NowUs);
    }

    public void Capture(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            var payload = Encoding.UTF8.GetBytes($"{{\"n\":{Captured.Count}}}");
            Spool.Append(_envelopes.Write(Spool.Current.Id, Spool.NextSeq, new CapturedMessage(MessageTypes.Passing, NowUs, payload)));
            Captured.Add(Captured.Count);
        }

        Spool.Commit();
    }

    /// <summary>Captures one message and commits it to the spool.</summary>
    public void Capture(CapturedMessage message)
    {
        Spool.Append(_envelopes.Write(Spool.Current.Id, Spool.NextSeq, message));
        Spool.Commit();
    }

    public UplinkBatch? Take() => Core.Take(Spool, NowUs);

    public void Answer(UplinkBatch batch, UplinkAnswer answer)
    {
        foreach (var effect in Core.OnAnswer(batch, answer, NowUs))
        {
            Apply(effect);
        }
    }

    /// <summary>Sends until all is confirmed; fails when that takes more rounds than any rule of the protocol can explain.</summary>
    public void Drain(IngestModel server, int maxRounds = 200)
    {
        for (var round = 0; Take() is { } batch; round++)
        {
            if (round == maxRounds)
            {
                throw new InvalidOperationException($"Still {Spool.UnsentRecords} unsent after {maxRounds} rounds; {Core.Health}");
            }

            Answer(batch, server.Post(batch));
            NowUs += Core.WaitUs(NowUs);
        }
    }

    public void Apply(UplinkEffect effect)
    {
        switch (effect)
        {
            case UplinkEffect.Ack(var boot, var acked, var durable):
                Spool.Ack(boot, acked, durable);
                break;
            case UplinkEffect.Rewind(var boot, var from):
                Spool.Rewind(boot, from);
                break;
            case UplinkEffect.RewindAll:
                Spool.RewindAll();
                break;
            case UplinkEffect.RememberStream(var epoch, var seq):
                Spool.RememberStream(epoch, seq);
                break;
            case UplinkEffect.Refile(var boot, var from):
                var newBoot = BootId.Parse($"boot-{++_boots}");
                Spool.Refile(boot, from, newBoot, (old, seq) => _envelopes.Refile(old.Span, newBoot, seq));
                break;
            case UplinkEffect.ReloadToken:
                TokenReloads++;
                break;
            case UplinkEffect.ReportClock(var report):
                ClockReports.Add(report);
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect}");
        }
    }

    // Jitter that always draws the longest wait, so that waits can be foretold.
    private static long LongestWait(long range) => range - 1;
}
