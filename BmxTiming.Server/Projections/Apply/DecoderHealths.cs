using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections.Apply;

/// <summary>(decoder document, raw message) → decoder document. Pure.</summary>
internal static class DecoderHealths
{
    /// <summary>The decoder a message speaks of; <c>null</c> when it speaks of none.</summary>
    public static uint? DecoderOf(RawMessage message) => message.MessageType switch
    {
        MessageTypes.Passing => message.PayloadAs(WireJson.Default.PassingPayload).DecoderId,
        MessageTypes.Status => message.PayloadAs(WireJson.Default.StatusPayload).DecoderId,
        MessageTypes.Version => message.PayloadAs(WireJson.Default.VersionPayload).DecoderId,
        MessageTypes.Gateway => message.PayloadAs(WireJson.Default.GatewayPayload) is
            { Kind: GatewayKinds.DecoderConnected or GatewayKinds.DecoderLost, DecoderId: { } decoder } ? decoder : null,
        _ => null,
    };

    /// <param name="streamSeq">Sequence of the message in the raw stream; at or below the document's nothing changes.</param>
    public static DecoderHealth Apply(DecoderHealth? health, RawMessage message, uint decoder, long streamSeq)
    {
        if (health is not null && streamSeq <= health.StreamSeq)
        {
            return health;
        }

        var at = message.CapturedAtUs;
        var heard = (health ?? new DecoderHealth
        {
            Id = DecoderHealth.IdOf(message.TrackId, decoder),
            TrackId = message.TrackId.Value,
            DecoderId = decoder,
        }) with
        {
            ClientId = message.EventIdContext.ClientId,
            HeardAtUs = at,
            StreamSeq = streamSeq,
        };
        switch (message.MessageType)
        {
            case MessageTypes.Passing:
                var passing = message.PayloadAs(WireJson.Default.PassingPayload);
                return heard with
                {
                    LastPassing = new DecoderPassing(
                        at, passing.PassingNumber, passing.TransponderId, passing.RtcTimeUs, passing.Strength, passing.Hits),
                };
            case MessageTypes.Status:
                var status = message.PayloadAs(WireJson.Default.StatusPayload);
                return heard with
                {
                    Status = new DecoderStatus(
                        at, status.DecoderTimeUs, status.Noise, status.Gps, status.TemperatureC, status.Satellites, status.InputVoltageDv),
                };
            case MessageTypes.Version:
                var version = message.PayloadAs(WireJson.Default.VersionPayload);
                return heard with { Version = new DecoderVersion(at, version.Description, version.Version, version.Registration) };
            default:
                var gateway = message.PayloadAs(WireJson.Default.GatewayPayload);
                return heard with { Connected = gateway.Kind == GatewayKinds.DecoderConnected, ConnectionChangedAtUs = at };
        }
    }
}
