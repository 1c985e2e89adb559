using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BmxTiming.Tests.Support;

/// <summary>One operation of the committed API description.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Json)
{
    public string Id => (string)Json["operationId"]!;

    public string? Policy => (string?)Json["x-policy"];

    public JsonObject Responses => Json["responses"]!.AsObject();

    /// <summary>Bodies that go in or come out: where, and schema and example of each.</summary>
    public IEnumerable<(string Where, JsonObject Content)> Contents =>
        Of("body", Json["requestBody"]).Concat(Responses.SelectMany(answer => Of(answer.Key, answer.Value)));

    private IEnumerable<(string, JsonObject)> Of(string where, JsonNode? holder) =>
        (holder?["content"]?.AsObject() ?? []).Select(pair => ($"{Id} {where} {pair.Key}", pair.Value!.AsObject()));
}

/// <summary>The committed API description.</summary>
internal sealed class ApiDocument(JsonObject json)
{
    private static readonly Lazy<ApiDocument> s_committed = new(() => new ApiDocument(JsonNode.Parse(File.ReadAllBytes(CommittedPath))!.AsObject()));

    public static ApiDocument Committed => s_committed.Value;

    public JsonObject Json { get; } = json;

    public JsonObject Schemas { get; } = json["components"]?["schemas"]?.AsObject() ?? [];

    public IReadOnlyList<ApiOperation> Operations { get; } =
        [.. json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => new ApiOperation(method.Key, path.Key, method.Value!.AsObject())))];

    public static string CommittedPath => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../frontend/openapi/bmxtiming.v1.json"));

    /// <summary>Why an answer is none that the description names; <c>null</c> when it is, or is about a route that is not described.</summary>
    public string? Undescribed(string method, string path, int status, string code)
    {
        var operation = Operations.FirstOrDefault(operation =>
            operation.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && Regex.IsMatch(path, PatternOf(operation.Path)));
        return operation is null || (operation.Responses[$"{status}"]?["x-codes"]?.AsArray() ?? []).Any(known => (string?)known == code)
            ? null
            : $"{operation.Id} answered {status} {code}, which the API description does not name: "
                + "add it with Refuses where the route is mapped, and run scripts/api-description.sh.";
    }

    public JsonObject Resolve(JsonNode schema) => (string?)schema["$ref"] is { } reference
        ? Schemas[reference.Split('/')[^1]]!.AsObject()
        : schema.AsObject();

    private static string ThisFile([CallerFilePath] string file = "") => file;

    private static string PatternOf(string path) => "^" + Regex.Replace(path, "{[^}]+}", "[^/]+") + "/?$";
}
