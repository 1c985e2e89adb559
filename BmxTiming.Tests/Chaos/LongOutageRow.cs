using System.Diagnostics;
using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Status;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Chaos;

/// <summary>
/// The WAN is away for hours at fifty messages a second. The waiting is virtual; the spool's files, their syncs and the requests that
/// drain them afterwards are real. A case is two minutes of it in a full run (four hours), ten seconds in the gate.
/// </summary>
internal sealed class LongOutageRow : IChaosRow
{
    private const int MessagesPerSecond = 50;
    private const int FullRunCases = 120;
    private const double LeastDrain = 20;

    public string Number => "8o";

    public string Fault => "WAN away for hours at 50 messages/s";

    public long GateCases => 12;

    public IReadOnlyList<string> PlantedBugs { get; } = [UplinkUnderFaults.DropsOn5Xx, UplinkUnderFaults.KeepsFiveThousand];

    public async Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), FakeIngest.Token, cancellationToken);
        using var files = new SpoolDirectory(folder.File("spool"));
        var rig = new UplinkRig(files, new SpoolOptions());
        var uplink = new UplinkUnderFaults(rig, plantedBug);
        var startUs = rig.NowUs;
        var seconds = cases >= FullRunCases ? 120 : 10;
        for (var i = 0; i < cases; i++)
        {
            tally.Add(GoOn(uplink, seconds, startUs));
            cancellationToken.ThrowIfCancellationRequested();
        }

        var waiting = rig.Captured.Count;
        var log = new OutageLog { VirtualNowUs = () => rig.NowUs };
        await using var server = await FakeIngest.StartAsync(log);
        using var ingest = new IngestClient(server.Address, TrackId.Parse("track-a"), new TokenFile(folder.File("token")), TimeProvider.System);
        var (began, beganCpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        tally.Add(await DrainAsync(uplink, ingest, cancellationToken));
        var waitedSeconds = waiting / (double)MessagesPerSecond;
        var timesRealTime = waitedSeconds / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var timesCpuTime = waitedSeconds / (Environment.CpuUsage.TotalTime - beganCpu).TotalSeconds;

        tally.Add(log.Wrong ?? (log.LastSeq == waiting ? null : $"{log.LastSeq} of {waiting} records on the log"));
        tally.Add(Status(rig) is { State: GatewayState.Ok } ? null : $"all is drained, and the status says {Status(rig).Worst}");
        // A machine that gives this process a tenth of a core is slow by the wall's clock; that is not the drain's doing.
        tally.Add(Math.Max(timesRealTime, timesCpuTime) >= LeastDrain ? null : $"drained at {timesRealTime:0.0} times real time only, {timesCpuTime:0.0} times by CPU time");
        return tally.Outcome(string.Create(
            CultureInfo.InvariantCulture, $"{waiting} records waited {(rig.NowUs - startUs).Value / 60e6:0} min, drained at {timesRealTime:0}x real time ({timesCpuTime:0}x by CPU time)"));
    }

    // Virtual seconds of it: a group commit each, an attempt when the back-off allows one, and a look at the status.
    private static string? GoOn(UplinkUnderFaults uplink, int seconds, Micros startUs)
    {
        var rig = uplink.Rig;
        string? wrong = null;
        for (var second = 0; second < seconds; second++)
        {
            rig.Capture(MessagesPerSecond);
            rig.NowUs += Micros.FromSeconds(1);
            if (rig.Core.WaitUs(rig.NowUs) == Micros.Zero && uplink.Take() is { } batch)
            {
                // Half of the way is dead, or the proxy in front of the server answers for it.
                uplink.Answer(batch, new UplinkAnswer(second % 2 == 0 ? 0 : 503));
            }

            wrong ??= JudgeStatus(rig, startUs);
        }

        return wrong;
    }

    private static string? JudgeStatus(UplinkRig rig, Micros startUs)
    {
        var verdict = Status(rig);
        var expected = $"since {TimeOf(startUs + Micros.FromSeconds(1))} · {Spans.Count(rig.Captured.Count)} unsent";
        return verdict.State != GatewayState.Offline ? $"{verdict.Worst} in the middle of the outage"
            : verdict.Worst.Detail != expected ? $"the page says '{verdict.Worst.Detail}', not '{expected}'"
            : rig.Core.OldestUnsentUs != startUs ? $"the oldest record is said to be of {rig.Core.OldestUnsentUs}, not {startUs}"
            : null;
    }

    private static async Task<string?> DrainAsync(UplinkUnderFaults uplink, IngestClient ingest, CancellationToken cancellationToken)
    {
        var rig = uplink.Rig;
        rig.NowUs += rig.Core.WaitUs(rig.NowUs);
        while (uplink.Take() is { } batch)
        {
            uplink.Answer(batch, await ingest.SendAsync(batch, rig.Core.Clock.Best, cancellationToken));
            if (rig.Core.Health.State != UplinkState.Ok)
            {
                return $"{rig.Core.Health} while the line was good";
            }

            if (Status(rig) is { State: not GatewayState.Ok } verdict)
            {
                return $"catching up, and the status says {verdict.Worst}";
            }
        }

        return null;
    }

    private static StatusVerdict Status(UplinkRig rig) => StatusVerdict.Of(new StatusFacts(
        ["decoder:5403"],
        [new DecoderReport(DecoderLinkState.Connected, 1, TimeSpan.Zero, null)],
        new SpoolStatus(rig.Spool.Current.Id.Value, rig.Spool.NextSeq - 1, rig.Spool.UnsentRecords, rig.Spool.UsedBytes, rig.Spool.IsFull, 1, 0),
        UplinkReport.Of(rig.Core, rig.NowUs, null),
        HeardDecoder: true,
        DecoderClockSteppedUs: null,
        rig.NowUs,
        TimeZoneInfo.Utc));

    private static string TimeOf(Micros atUs) => (DateTimeOffset.UnixEpoch + atUs.ToTimeSpan()).ToString("HH:mm", CultureInfo.InvariantCulture);
}
