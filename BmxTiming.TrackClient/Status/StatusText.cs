using System.Globalization;
using System.Text;

namespace BmxTiming.TrackClient.Status;

/// <summary>The status for a terminal: what the page says, in a dozen lines.</summary>
internal static class StatusText
{
    public static string Render(TrackStatus status)
    {
        var text = new StringBuilder();
        Line(text, status.Detail is null ? status.Word : $"{status.Word} {status.Detail}", $"{status.TrackId} ({status.ClientId}), version {status.Version}");
        text.Append("  ").AppendLine(status.Advice);
        foreach (var problem in status.Problems.Skip(1))
        {
            text.Append("  also: ").AppendLine(problem.Detail ?? problem.Advice);
        }

        foreach (var decoder in status.Decoders)
        {
            Line(text, "decoder", Decoder(decoder));
        }

        Line(text, "spool", Spool(status.Spool));
        Line(text, "server", Server(status));
        Line(text, "clock", Clock(status.Uplink));
        return text.ToString().TrimEnd();
    }

    private static string Decoder(DecoderPart decoder)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{decoder.EndPoint} {decoder.State}");
        Append(text, decoder.TimingPoint);
        Append(text, decoder.LastPassingNumber is { } number ? Invariant($"passing {number} {Spans.Ago(decoder.LastPassingAgeMs ?? 0)}") : "no passing yet");
        Append(text, decoder.Noise is { } noise ? Invariant($"noise {noise}") : null);
        Append(text, decoder.TemperatureC is { } degrees ? Invariant($"{degrees} °C") : null);
        Append(text, decoder.InputVoltageDv is { } decivolt ? Invariant($"{decivolt / 10.0:0.0} V") : null);
        Append(text, decoder.CrcFailures > 0 ? Invariant($"{decoder.CrcFailures} bad frames") : null);
        return text.ToString();
    }

    private static string Spool(SpoolPart spool)
    {
        var unsent = spool.UnsentRecords == 0
            ? "all sent"
            : $"{Spans.Count(spool.UnsentRecords)} unsent, the oldest for {Spans.Of(spool.OldestUnsentAgeMs ?? 0)}";
        return Invariant($"{spool.UsedBytes / 1e6:0.#} of {spool.CapBytes / 1e6:0} MB, {unsent}");
    }

    private static string Server(TrackStatus status)
    {
        var text = new StringBuilder(status.Uplink.State);
        Append(text, status.Uplink.LastConfirmedUs is { } at ? $"confirmed {Spans.Ago((status.NowUs - at) / 1000)}" : null);
        Append(text, status.Uplink.RoundTripUs is { } trip ? $"round trip {Spans.Precise(trip)}" : null);
        Append(text, status.Uplink.Code);
        Append(text, status.Uplink.Detail);
        return text.ToString();
    }

    private static string Clock(UplinkPart uplink) => uplink.ClockOffsetUs is { } offset
        ? $"{Spans.Precise(Math.Abs(offset))} {(offset >= 0 ? "behind" : "ahead of")} the server, known to ± {Spans.Precise(uplink.ClockUncertaintyUs ?? 0)}"
        : "not measured yet";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Append(StringBuilder text, string? part)
    {
        if (part is not null)
        {
            text.Append(", ").Append(part);
        }
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name,-8}  {value}").AppendLine();
}
