using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BmxTiming.Tests.Support;

/// <summary>Holds a JSON value against a schema of the API description: as much of JSON Schema as occurs there.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Faults(ApiDocument document, JsonNode schema, JsonNode? value, string at)
    {
        var rule = document.Resolve(schema);
        if (rule["oneOf"] is JsonArray options)
        {
            return options.Any(option => !Faults(document, option!, value, at).Any()) ? [] : [$"{at}: fits none of its choices"];
        }

        var types = rule["type"] switch { null => [], JsonArray several => several.Select(type => (string)type!).ToArray(), var one => [(string)one!] };
        if (types.Length > 0 && !types.Any(type => IsOf(type, value)))
        {
            return [$"{at}: {value?.ToJsonString() ?? "null"} is no {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonObject members => InObject(document, rule, members, at),
            JsonArray items => items.SelectMany((item, index) => rule["items"] is { } of ? Faults(document, of, item, $"{at}[{index}]") : []),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => InText(rule, (string)text!, at),
            _ => [],
        };
    }

    private static IEnumerable<string> InObject(ApiDocument document, JsonObject rule, JsonObject members, string at)
    {
        var known = rule["properties"]?.AsObject() ?? [];
        foreach (var name in (rule["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name)))
        {
            yield return $"{at}.{name}: is missing";
        }

        foreach (var (name, value) in members)
        {
            var faults = known[name] is { } schema ? Faults(document, schema, value, $"{at}.{name}")
                : rule["additionalProperties"] is JsonObject more ? Faults(document, more, value, $"{at}.{name}")
                : known.Count > 0 ? [$"{at}.{name}: is not described"] : [];
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> InText(JsonObject rule, string text, string at)
    {
        if (rule["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!))
        {
            yield return $"{at}: \"{text}\" does not match {pattern}";
        }

        if (rule["enum"] is JsonArray values && values.All(value => (string?)value != text))
        {
            yield return $"{at}: \"{text}\" is none of {values.ToJsonString()}";
        }

        if ((string?)rule["format"] == "uuid" && !Guid.TryParseExact(text, "D", out _))
        {
            yield return $"{at}: \"{text}\" is no uuid";
        }
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && !value.ToJsonString().Contains('.', StringComparison.Ordinal),
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        _ => false,
    };
}
