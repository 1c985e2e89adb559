using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Capture;

/// <summary>Something that happened at the track, not numbered yet. The payload is encoded once, here, and never again.</summary>
/// <param name="TraceParent">W3C trace context of its capture; it stays with the record, so a trace survives any outage.</param>
internal sealed record CapturedMessage(string MessageType, Micros CapturedAtUs, ReadOnlyMemory<byte> PayloadJson, string? TraceParent = null)
{
    public static CapturedMessage Passing(Micros capturedAtUs, PassingPayload payload) =>
        Of(MessageTypes.Passing, capturedAtUs, payload, WireJson.Default.PassingPayload);

    public static CapturedMessage Status(Micros capturedAtUs, StatusPayload payload) =>
        Of(MessageTypes.Status, capturedAtUs, payload, WireJson.Default.StatusPayload);

    public static CapturedMessage Version(Micros capturedAtUs, VersionPayload payload) =>
        Of(MessageTypes.Version, capturedAtUs, payload, WireJson.Default.VersionPayload);

    public static CapturedMessage Gateway(Micros capturedAtUs, GatewayPayload payload) =>
        Of(MessageTypes.Gateway, capturedAtUs, payload, WireJson.Default.GatewayPayload);

    private static CapturedMessage Of<T>(string type, Micros capturedAtUs, T payload, JsonTypeInfo<T> json)
    {
        using var trace = CaptureTrace.Begin(type);
        return new CapturedMessage(type, capturedAtUs, JsonSerializer.SerializeToUtf8Bytes(payload, json), trace.Parent);
    }
}
