using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BmxTiming.Server.Platform.Auth;

namespace BmxTiming.Tests.Support;

/// <summary>What the API description must be like; each fault says where.</summary>
internal static class ApiDocumentRules
{
    private const string Problem = "#/components/schemas/Problem";

    public static IEnumerable<string> Faults(ApiDocument document) =>
        document.Operations.SelectMany(operation => OfOperation(document, operation))
            .Concat(document.Operations.GroupBy(operation => operation.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: is there twice"))
            .Concat(document.Schemas.SelectMany(schema => OfSchema(schema.Value!.AsObject(), schema.Key)));

    private static IEnumerable<string> OfOperation(ApiDocument document, ApiOperation operation)
    {
        var tags = (document.Json["tags"]?.AsArray() ?? []).Select(tag => (string)tag!["name"]!).ToArray();
        (bool Good, string Fault)[] rules =
        [
            (Regex.IsMatch(operation.Id, "^[a-z][A-Za-z]+$"), "its name is no camelCase"),
            (((string?)operation.Json["summary"])?.EndsWith('.') == true, "no summary"),
            (operation.Json["tags"] is JsonArray { Count: 1 } own && tags.Contains((string?)own[0]), "no tag of the document"),
            (Policies.All.Contains(operation.Policy), "no policy"),
            (operation.Responses.Any(answer => answer.Key[0] == '2'), "no answer of success"),
            (operation.Policy == Policies.Public || (operation.Responses.ContainsKey("401") && operation.Responses.ContainsKey("403")), "no 401 or no 403"),
            (operation.Policy == Policies.Public || operation.Responses.ContainsKey("503"), "no 503"),
            (operation.Json["requestBody"] is null || operation.Responses.ContainsKey("400"), "no 400 for a body"),
            (!operation.Path.Contains('{', StringComparison.Ordinal) || operation.Responses.ContainsKey("400"), "no 400 for an identifier"),
            (operation.Method == "get" || operation.Responses.ContainsKey("409"), "no 409"),
        ];
        return rules.Where(rule => !rule.Good).Select(rule => $"{operation.Id}: {rule.Fault}")
            .Concat(operation.Contents.SelectMany(content => OfContent(document, content.Where, content.Content)))
            .Concat(operation.Responses.Where(answer => answer.Key[0] is '4' or '5').SelectMany(answer => OfProblem(operation.Id, answer.Key, answer.Value!)))
            .Concat((operation.Json["parameters"]?.AsArray() ?? []).SelectMany(parameter => OfParameter(document, operation.Id, parameter!)));
    }

    private static IEnumerable<string> OfContent(ApiDocument document, string where, JsonObject content) =>
        content["schema"] is not JsonObject schema ? [$"{where}: no schema"]
        : content["example"] is not { } example ? [$"{where}: no example"]
        : SchemaCheck.Faults(document, schema, example, where).Concat(OfSchema(schema, where));

    private static IEnumerable<string> OfProblem(string operation, string status, JsonNode answer)
    {
        if (answer["x-codes"] is not JsonArray { Count: > 0 } || (string?)answer["content"]?["application/problem+json"]?["schema"]?["$ref"] != Problem)
        {
            yield return $"{operation} {status}: is no problem with codes";
        }
    }

    private static IEnumerable<string> OfParameter(ApiDocument document, string operation, JsonNode parameter)
    {
        var (name, schema) = ((string)parameter["name"]!, document.Resolve(parameter["schema"]!));
        if (string.IsNullOrEmpty((string?)parameter["description"]))
        {
            yield return $"{operation} {name}: no description";
        }

        foreach (var fault in OfMember(schema, name, $"{operation} {name}"))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> OfSchema(JsonObject schema, string at)
    {
        var types = Types(schema);
        if (types.Contains("object") && schema["properties"] is not JsonObject { Count: > 0 } && schema["additionalProperties"] is null)
        {
            yield return $"{at}: an object without members";
        }

        if (types.Contains("string") && (types.Contains("integer") || types.Contains("number")))
        {
            yield return $"{at}: a number or a text";
        }

        if (schema["enum"] is not null && !types.Contains("string"))
        {
            yield return $"{at}: an enumeration that is no text";
        }

        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            foreach (var fault in OfMember(member!.AsObject(), name, $"{at}.{name}").Concat(OfSchema(member!.AsObject(), $"{at}.{name}")))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> OfMember(JsonObject schema, string name, string at)
    {
        var types = Types(schema);
        if (name.EndsWith("_id", StringComparison.Ordinal) && name != "trace_id" && types.Contains("string")
            && schema["pattern"] is null && schema["format"] is null)
        {
            yield return $"{at}: an identifier without a pattern";
        }

        if (name.EndsWith("_us", StringComparison.Ordinal)
            && (!types.Contains("integer") || ((string?)schema["description"])?.Contains("µs", StringComparison.Ordinal) != true))
        {
            yield return $"{at}: a time that does not say µs";
        }
    }

    private static string[] Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => (string)type!)],
        JsonValue one => [(string)one!],
        _ => [],
    };
}
