using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>What types with converters of their own, identifiers and times look like on the wire.</summary>
internal static class SchemaDescription
{
    private const string Token = "^[a-z0-9_-]{1,64}$";

    public static Task Transform(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var isNullable = type != context.JsonTypeInfo.Type;
        if (type == typeof(Micros))
        {
            schema.Type = JsonSchemaType.Integer | (isNullable ? JsonSchemaType.Null : 0);
            schema.Format = "int64";
            schema.Description = ClockOf(context.JsonPropertyInfo?.Name ?? "");
        }
        else if (type == typeof(MessageId))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "uuid";
        }
        else if (type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IWireToken<>)))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = Token;
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(JsonElement))
        {
            schema.Description = "Any JSON.";
        }
        else if (type == typeof(string) && context.JsonPropertyInfo is { } member)
        {
            IdentifierOf(member.Name)?.Invoke(schema);
        }

        return Task.CompletedTask;
    }

    /// <summary>What may be null is left out of an answer instead.</summary>
    public static void MakeNullableOptional(IEnumerable<IOpenApiSchema> schemas)
    {
        foreach (var schema in schemas)
        {
            schema.Required?.ExceptWith(
                (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Where(pair => IsNullable(pair.Value)).Select(pair => pair.Key));
        }
    }

    /// <summary>Also for parameters of a query or a path.</summary>
    public static Action<OpenApiSchema>? IdentifierOf(string name) => name switch
    {
        "uci_id" => schema => schema.Pattern = "^[0-9]{0,11}$",
        "preview_id" => schema => schema.Pattern = "^[0-9a-f]{64}$",
        "transponder_id" => schema => schema.Pattern = "^[0-9]{1,10}$",
        "letter_id" => schema => schema.Pattern = "^[a-z0-9_:-]+$",
        "intent_id" => schema => schema.Format = "uuid",
        "trace_id" => null,
        _ when name.EndsWith("_id", StringComparison.Ordinal) => schema => schema.Pattern = Token,
        _ => null,
    };

    private static string ClockOf(string name) => name switch
    {
        "rtc_time_us" or "gate_time_us" or "decoder_time_us" or "time_us" => "A moment on the decoder's clock, µs since 1970-01-01T00:00Z.",
        "sent_us" or "received_us" or "captured_us" or "gate_drop_us" or "ts_us" or "handed_out_us" or "since_us" or "protest_until_us" =>
            "A moment, µs since 1970-01-01T00:00Z.",
        _ when name.EndsWith("_at_us", StringComparison.Ordinal) => "A moment, µs since 1970-01-01T00:00Z.",
        _ => "A time span, µs.",
    };

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(option => option.Type == JsonSchemaType.Null) == true;
}
