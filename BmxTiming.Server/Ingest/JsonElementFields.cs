using System.Text.Json;

namespace BmxTiming.Server.Ingest;

/// <summary>Members of an object that may be missing or of another type.</summary>
internal static class JsonElementFields
{
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? Number(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    public static bool IsInt64(this JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out _);

    /// <summary>Present and not null.</summary>
    public static bool Has(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
