using System.Globalization;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.TrackClient.Status;

/// <summary>What is wrong, the most urgent first, in words for the person at the track.</summary>
/// <param name="Problems">Empty when all is well.</param>
/// <param name="Worst">The big word, what stands under it, and what to do: of the most urgent problem, or the good news.</param>
internal sealed record StatusVerdict(IReadOnlyList<Problem> Problems, Problem Worst)
{
    /// <summary>Beyond this the laptop's clock is plainly wrong: somebody set it, or its battery is dead.</summary>
    public static readonly Micros MaxClockOffsetUs = Micros.FromSeconds(2);

    /// <summary>How long a clock that was set stays on the page: long enough to be seen between two motos.</summary>
    public static readonly Micros ClockStepShownUs = Micros.FromSeconds(120);

    private static readonly Problem s_ok = new(GatewayState.Ok, "OK", null, "Every passing is read, stored and confirmed by the server.");

    public GatewayState State => Worst.State;

    public static StatusVerdict Of(StatusFacts facts)
    {
        var problems = new List<Problem>();
        if (facts.Spool.Full || facts.Decoders.Any(static decoder => decoder.State == DecoderLinkState.Full))
        {
            problems.Add(new Problem(
                GatewayState.Full, "FULL", null,
                "The disk takes nothing more, so the decoder is not read. It keeps the passings and sends them again. Free disk space now."));
        }

        AddUplink(problems, facts);
        AddDecoders(problems, facts);
        AddClocks(problems, facts);
        Problem[] urgentFirst = [.. problems.OrderByDescending(static problem => problem.State)];
        return new StatusVerdict(urgentFirst, urgentFirst.Length > 0 ? urgentFirst[0] : WhenWell(facts.Spool.UnsentRecords));
    }

    // More than a batch behind: an outage is being made good.
    private static Problem WhenWell(long unsent) => unsent <= IngestBatch.MaxEvents
        ? s_ok
        : new Problem(GatewayState.Ok, "OK", $"catching up · {Spans.Count(unsent)} to go", "The server confirms again. What waited here is being sent, oldest first.");

    private static void AddUplink(List<Problem> problems, StatusFacts facts)
    {
        var health = facts.Uplink.Health;
        if (facts.Uplink.Counters.Conflicts > 0)
        {
            problems.Add(new Problem(
                GatewayState.Fault, "FAULT", "two gateways use one name",
                "The server already holds other data under this gateway's name. Passings go on under a new number. Call for help after the moto."));
        }

        switch (health.State)
        {
            case UplinkState.Refused:
                problems.Add(new Problem(
                    GatewayState.Fault, "FAULT", $"server refuses: {health.Code}",
                    "The server refuses what this gateway sends. Keep racing: everything is stored here. Call for help and tell them this word: " + health.Code + "."));
                break;
            case UplinkState.Offline:
                problems.Add(new Problem(
                    GatewayState.Offline, "OFFLINE", $"since {facts.LocalTime(health.SinceUs)} · {Spans.Count(facts.Spool.UnsentRecords)} unsent",
                    "No connection to the server. Keep racing: everything is stored here and is sent when the connection is back."));
                break;
            case UplinkState.Waiting:
                problems.Add(new Problem(
                    GatewayState.Waiting, "WAITING", "for the server", "Nothing has been confirmed by the server yet."));
                break;
            default:
                break;
        }
    }

    private static void AddDecoders(List<Problem> problems, StatusFacts facts)
    {
        foreach (var (name, decoder) in facts.DecoderNames.Zip(facts.Decoders))
        {
            if (decoder.State is DecoderLinkState.Connected or DecoderLinkState.Full)
            {
                continue;
            }

            if (!facts.HeardDecoder)
            {
                problems.Add(new Problem(
                    GatewayState.Setup, "SET UP", "no decoder yet",
                    $"Nothing heard from the decoder at {name} since the start. Check its power, the network cable and this address."));
                continue;
            }

            var silence = decoder.State == DecoderLinkState.Stale ? $"silent for {Spans.Of((long)decoder.Silence.TotalMilliseconds)}" : "not connected";
            problems.Add(new Problem(
                GatewayState.Waiting, "WAITING", $"decoder {silence}",
                $"The decoder at {name} is {silence}. Check its power and the network cable. It keeps its passings and they are asked for again."));
        }
    }

    private static void AddClocks(List<Problem> problems, StatusFacts facts)
    {
        if (facts.Uplink.Clock is { } clock && Math.Abs(clock.OffsetUs.Value) - clock.UncertaintyUs.Value > MaxClockOffsetUs.Value)
        {
            var wrong = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(clock.OffsetUs.Value) / 1e6:0.0} s {(clock.OffsetUs.Value > 0 ? "slow" : "fast")}");
            problems.Add(new Problem(
                GatewayState.Clock, "CLOCK", $"this computer is {wrong}",
                "Race times are not touched: they come from the decoder. Set this computer's clock after the meeting, and restart the gateway."));
        }

        if (IsRecent(facts.DecoderClockSteppedUs, facts.NowUs))
        {
            problems.Add(new Problem(
                GatewayState.Clock, "CLOCK", "the decoder's clock jumped",
                "A race that was on the track at that moment must be checked by hand: its times span the jump."));
        }

        if (IsRecent(facts.Uplink.ClockSteppedAtUs, facts.NowUs))
        {
            problems.Add(new Problem(
                GatewayState.Clock, "CLOCK", "the server's clock was set", "Race times are not touched: they come from the decoder."));
        }
    }

    private static bool IsRecent(Micros? atUs, Micros nowUs) => atUs is { } at && nowUs - at < ClockStepShownUs;
}

/// <param name="Word">The big word.</param>
/// <param name="Detail">What stands under it.</param>
/// <param name="Advice">What it means and what to do, in a sentence or two.</param>
internal sealed record Problem(GatewayState State, string Word, string? Detail, string Advice);

/// <summary>What the verdict rests on.</summary>
/// <param name="DecoderNames">Where each decoder is, in the order of <paramref name="Decoders"/>.</param>
/// <param name="Zone">The zone of the laptop, for "since 14:03".</param>
internal sealed record StatusFacts(
    IReadOnlyList<string> DecoderNames,
    IReadOnlyList<DecoderReport> Decoders,
    SpoolStatus Spool,
    UplinkReport Uplink,
    bool HeardDecoder,
    Micros? DecoderClockSteppedUs,
    Micros NowUs,
    TimeZoneInfo Zone)
{
    public string LocalTime(Micros atUs) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch + atUs.ToTimeSpan(), Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
