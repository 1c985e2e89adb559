using System.Text.Json.Nodes;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>The one shape of all refusals (RFC 9457).</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";
    public const string MediaType = "application/problem+json";

    /// <summary>Of an answer: every code that it can have.</summary>
    public const string CodesExtension = "x-codes";

    public static OpenApiSchema Create() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal. Programs go by code, people by detail.",
        Required = new HashSet<string> { "type", "title", "status", "code", "trace_id" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "urn:bmxtiming:error: and the code." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong, and what to do." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[a-z_]+$", Description = "Stable, for programs." },
            ["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Finds the request in the logs." },
            ["run_version"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer, Format = "int64", Description = "Of a refused intent: the version that counts.",
            },
            ["intent_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", Description = "Of a refused intent." },
        },
        AdditionalProperties = new OpenApiSchema { Description = "Some codes carry more, such as the number to go on from." },
        AdditionalPropertiesAllowed = true,
    };

    public static OpenApiResponse Answer(int status, IReadOnlyList<string> codes, OpenApiDocument? document) => new()
    {
        Description = $"{ReasonPhrases.GetReasonPhrase(status)}: {string.Join(", ", codes)}.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [MediaType] = new() { Schema = new OpenApiSchemaReference(Name, document), Example = Example(status, codes[0]) },
        },
        Extensions = new Dictionary<string, IOpenApiExtension>
        {
            [CodesExtension] = new JsonNodeExtension(new JsonArray([.. codes.Select(code => JsonValue.Create(code))])),
        },
    };

    private static JsonObject Example(int status, string code) => new()
    {
        ["type"] = Problems.TypeOf(code),
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = "What is wrong, and what to do.",
        ["code"] = code,
        ["trace_id"] = "4bf92f3577b34da6a3ce929d0e0e4736",
    };
}
