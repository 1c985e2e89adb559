using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>What the events derived from a raw message say of it.</summary>
internal sealed record RawOrigin(string IdempotencyKey, MessageId EventId, Micros CapturedAtUs);

/// <summary>A raw message as the fold takes it.</summary>
/// <param name="Poison">Why it could not be understood; then <paramref name="Input"/> is the skip itself.</param>
internal sealed record RawReading(RaceInput Input, RawOrigin Origin, string? Poison = null);

/// <summary>
/// Raw log bytes → fold input. Reading the same bytes always gives the same answer, so a message that cannot be
/// understood is poison at once; unknown types and kinds are not poison but are left to newer readers.
/// </summary>
internal static class RaceInputReader
{
    public static RawReading Read(TrackId track, long rawSeq, ReadOnlyMemory<byte> body)
    {
        RawMessage message;
        try
        {
            message = RawMessage.Read(body) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            return Unreadable(track, rawSeq, "invalid_envelope");
        }

        var context = message.EventIdContext;
        if (message.TrackId != track || context is null || context.ClientId == default || context.BootId == default || context.Seq < 1)
        {
            return Unreadable(track, rawSeq, "invalid_envelope");
        }

        var source = new InputSource(context.ClientId, context.BootId, context.Seq, message.CapturedAtUs);
        var origin = new RawOrigin(message.IdempotencyKey, message.EventId, message.CapturedAtUs);
        if (message.ContractVersion != ContractVersions.TrackIngestV2)
        {
            return new RawReading(new DeadLetteredInput(source), origin, "unsupported_contract_version");
        }

        try
        {
            return new RawReading(InputOf(message, source), origin);
        }
        catch (JsonException)
        {
            return new RawReading(new DeadLetteredInput(source), origin, "invalid_payload");
        }
    }

    /// <summary>The skip of a message that the fold itself failed on.</summary>
    public static RawReading Skipped(TrackId track, long rawSeq, ReadOnlyMemory<byte> body, string reason)
    {
        var reading = Read(track, rawSeq, body);
        return reading.Poison is null ? reading with { Input = new DeadLetteredInput(reading.Input.Source), Poison = reason } : reading;
    }

    // Bytes that do not name their sender still need an identity that every engine derives alike: their place on the log.
    private static RawReading Unreadable(TrackId track, long rawSeq, string reason)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{track.Value}:raw:{rawSeq}");
        var origin = new RawOrigin(key, new MessageId(DerivedId.From(key)), Micros.Zero);
        return new RawReading(new DeadLetteredInput(DeadLetteredInput.NoSource), origin, reason);
    }

    private static RaceInput InputOf(RawMessage message, InputSource source) => message.MessageType switch
    {
        MessageTypes.Passing => Passing(source, message),
        MessageTypes.Status => Status(source, message.PayloadAs(WireJson.Default.StatusPayload)),
        MessageTypes.Gateway => Gateway(source, message.PayloadAs(WireJson.Default.GatewayPayload)),
        MessageTypes.RaceControl => IntentReader.Read(source, message.PayloadAs(WireJson.Default.RaceControlPayload)),
        MessageTypes.Version => new NoticeInput(source),
        _ => new UnknownInput(source),
    };

    private static PassingInput Passing(InputSource source, RawMessage message)
    {
        var payload = message.PayloadAs(WireJson.Default.PassingPayload);
        if (payload.RtcTimeUs == Micros.Zero && !message.Payload.TryGetProperty("rtc_time_us"u8, out _))
        {
            // Ingest lets none of these in; a time that nobody measured is not made up for one that came another way.
            throw new JsonException("a passing without a time");
        }

        return new(
            source,
            payload.DecoderId,
            payload.PassingNumber,
            payload.TransponderId,
            payload.TransponderCode,
            payload.RtcTimeUs,
            payload.Resent,
            payload.TimingPoint,
            payload.Strength,
            payload.Hits);
    }

    private static StatusInput Status(InputSource source, StatusPayload payload) =>
        new(source, payload.DecoderId, payload.DecoderTimeUs, payload.Noise);

    private static RaceInput Gateway(InputSource source, GatewayPayload payload)
    {
        GatewayNotice? notice = payload.Kind switch
        {
            GatewayKinds.DecoderConnected => GatewayNotice.DecoderConnected,
            GatewayKinds.DecoderLost => GatewayNotice.DecoderLost,
            GatewayKinds.ClockStep => GatewayNotice.ClockStep,
            GatewayKinds.ClockOffset => GatewayNotice.ClockOffset,
            GatewayKinds.PassingGap => GatewayNotice.PassingGap,
            GatewayKinds.Loss => GatewayNotice.Loss,
            GatewayKinds.SpoolFull => GatewayNotice.SpoolFull,
            GatewayKinds.SpoolResumed => GatewayNotice.SpoolResumed,
            _ => null,
        };
        return notice is { } known
            ? new GatewayInput(source, known, payload.DecoderId, payload.DeltaUs, payload.OffsetUs, payload.Detail)
            : new UnknownInput(source);
    }
}
