using System.Globalization;
using System.Reflection;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.TrackClient.Status;

/// <summary>Puts the parts' own reports together.</summary>
internal sealed class StatusSource(
    EnvelopeWriter identity,
    IEnumerable<DecoderOptions> decoderOptions,
    SpoolOptions spoolOptions,
    IEnumerable<DecoderHost> decoderHosts,
    SpoolHost spool,
    UplinkHost uplink,
    CaptureQueue captured,
    BootClock clock)
{
    public static string Version { get; } = VersionText();

    public StatusHistory History { get; } = new();

    /// <summary>Adds this moment to the history; called once a second.</summary>
    public void Observe() => History.Observe(clock.MonotonicUs, captured.Activity.Passings, spool.Status().UnsentRecords);

    public TrackStatus Read()
    {
        Observe();
        var nowUs = clock.NowUs;
        var (store, up) = (spool.Status(), uplink.Report);
        var decoders = Decoders();
        var facts = new StatusFacts(
            [.. decoders.Select(static each => Address(each.Options))],
            [.. decoders.Select(static each => each.Report)],
            store with { Full = store.Full || spool.IsFull },
            up,
            captured.Activity.HeardDecoder,
            captured.Activity.DecoderClockSteppedUs,
            nowUs,
            clock.Time.LocalTimeZone);
        var verdict = StatusVerdict.Of(facts);
        return new TrackStatus(
            Token(verdict.State),
            verdict.Worst.Word,
            verdict.Worst.Detail,
            verdict.Worst.Advice,
            [.. verdict.Problems.Select(static problem => new ProblemPart(Token(problem.State), problem.Detail, problem.Advice))],
            identity.Track.Value,
            identity.Client.Value,
            store.BootId,
            Version,
            nowUs.Value,
            facts.LocalTime(nowUs),
            [.. decoders.Select(each => Part(each.Options, each.Report, nowUs))],
            Part(store, up, nowUs),
            Part(up),
            History.Read());
    }

    // The first decoder is registered last: that is the one who asks for a single one gets.
    private IReadOnlyList<(DecoderOptions Options, DecoderReport Report)> Decoders() =>
        [.. decoderOptions.Zip(decoderHosts).Reverse().Select(static pair => (pair.First, pair.Second.Report()))];

    private DecoderPart Part(DecoderOptions options, DecoderReport report, Micros nowUs)
    {
        var session = report.Session;
        return new DecoderPart(
            Token(report.State),
            Address(options),
            options.TimingPoint,
            session?.DecoderId,
            report.Connections,
            (long)report.Silence.TotalMilliseconds,
            session?.LastPassing?.PassingNumber,
            AgeMs(captured.Activity.LastPassingUs, nowUs),
            session?.LastStatus?.Noise,
            session?.LastStatus?.TemperatureC,
            session?.LastStatus?.InputVoltageDv,
            session?.Counters.Frames ?? 0,
            session?.Counters.CrcFailures ?? 0,
            session?.Counters.UnknownRecords ?? 0,
            session?.UnusablePassings ?? 0,
            session?.ResendRequests ?? 0,
            session?.ResentPassings ?? 0,
            session?.LostPassings ?? 0);
    }

    private SpoolPart Part(SpoolStatus store, UplinkReport up, Micros nowUs) => new(
        store.LastSeq,
        store.UnsentRecords,
        store.UnsentRecords == 0 ? null : AgeMs(up.OldestUnsentUs, nowUs),
        store.UsedBytes,
        spoolOptions.CapBytes,
        spool.IsFull,
        store.Boots,
        store.DamagedPlaces);

    private static UplinkPart Part(UplinkReport up) => new(
        Token(up.Health.State),
        up.Health.SinceUs.Value,
        up.Health.Code,
        up.Health.Detail,
        up.LastAnswerUs?.Value,
        up.RoundTripUs?.Value,
        up.Clock?.OffsetUs.Value,
        up.Clock?.UncertaintyUs.Value,
        up.Counters.Batches,
        up.Counters.Records,
        up.Counters.Duplicates,
        up.Counters.Failures,
        up.Counters.Gaps,
        up.Counters.Regressions,
        up.Counters.Conflicts,
        up.Counters.DeclaredLost);

    // An age is never negative: a record of an earlier start may have been captured under a clock that was ahead.
    private static long? AgeMs(Micros? atUs, Micros nowUs) => atUs is { } at ? Math.Max(0, (nowUs - at).Value / Micros.PerMillisecond) : null;

    private static string Address(DecoderOptions options) => string.Create(CultureInfo.InvariantCulture, $"{options.EndPoint.Host}:{options.EndPoint.Port}");

    private static string Token<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string VersionText() =>
        typeof(StatusSource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
