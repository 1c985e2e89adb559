using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// Whether a payload is what its type says. Members nobody knows pass, and so do types nobody knows: readers skip
/// them. A payload that is plainly of another type does not.
/// </summary>
internal static class PayloadShape
{
    private static readonly (string Member, string Type)[] s_signs =
    [
        ("passing_number", MessageTypes.Passing),
        ("kind", MessageTypes.Gateway),
        ("intent", MessageTypes.RaceControl),
    ];

    /// <summary>The field at fault, or <c>null</c>.</summary>
    public static string? FaultOf(string type, JsonElement payload, long seq)
    {
        string[]? required = type switch
        {
            MessageTypes.Passing => ["passing_number", "rtc_time_us", "flags", "decoder_id"],
            MessageTypes.Status or MessageTypes.Version => ["decoder_id"],
            MessageTypes.Gateway => ["kind"],
            MessageTypes.RaceControl => ["intent"],
            _ => null,
        };
        if (required is null)
        {
            return null;
        }

        if (payload.ValueKind != JsonValueKind.Object)
        {
            return "payload";
        }

        foreach (var name in required)
        {
            if (!payload.Has(name))
            {
                return "payload." + name;
            }
        }

        foreach (var (member, owner) in s_signs)
        {
            if (owner != type && payload.Has(member))
            {
                return "payload." + member;
            }
        }

        return TypedFault(type, payload) ?? RuleFault(type, payload, seq);
    }

    private static string? TypedFault(string type, JsonElement payload) => type switch
    {
        MessageTypes.Passing => Try(payload, WireJson.Default.PassingPayload),
        MessageTypes.Status => Try(payload, WireJson.Default.StatusPayload),
        MessageTypes.Version => Try(payload, WireJson.Default.VersionPayload),
        MessageTypes.Gateway => Try(payload, WireJson.Default.GatewayPayload),
        _ => Try(payload, WireJson.Default.RaceControlPayload),
    };

    private static string? RuleFault(string type, JsonElement payload, long seq)
    {
        if (type == MessageTypes.Passing && !payload.Has("transponder_id") && !payload.Has("transponder_code"))
        {
            return "payload.transponder_id";
        }

        var isLoss = type == MessageTypes.Gateway && payload.Text("kind") == GatewayKinds.Loss;
        return isLoss && !(payload.Number("to_seq") is { } to && to >= seq && to < long.MaxValue) ? "payload.to_seq" : null;
    }

    private static string? Try<T>(JsonElement payload, JsonTypeInfo<T> json)
    {
        try
        {
            payload.Deserialize(json);
            return null;
        }
        catch (JsonException e)
        {
            return "payload" + (e.Path?.TrimStart('$') ?? "");
        }
    }
}
