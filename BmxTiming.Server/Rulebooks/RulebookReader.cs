using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Rulebooks;

/// <summary>Reads a rulebook file, strictly: an unknown or missing member is refused by name, and so is a rule that can not be followed.</summary>
internal static class RulebookReader
{
    /// <summary>No JSON, or not of the form of the schema.</summary>
    public const string Malformed = "rulebook_malformed";

    private const int MaxDepth = 16;
    private const string SchemaMember = "$schema";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        MaxDepth = MaxDepth,
    };

    public static Result<Rulebook> Read(string text)
    {
        try
        {
            var file = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            (file as JsonObject)?.Remove(SchemaMember); // It is for editors.
            if (file.Deserialize<Rulebook>(s_json) is not { } book)
            {
                return Result.Fail<Rulebook>(Malformed, "A rulebook is a JSON object.");
            }

            return RulebookCheck.Find(book) is { } error ? new Result<Rulebook> { Error = error } : Result.Ok(book);
        }
        catch (JsonException e)
        {
            return Result.Fail<Rulebook>(Malformed, e.Message);
        }
    }

    /// <summary>The schema of the file, for editors: what <see cref="Read"/> takes, without what only <see cref="RulebookCheck"/> knows.</summary>
    public static string Schema()
    {
        var schema = s_json.GetJsonSchemaAsNode(typeof(Rulebook), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema["properties"]!.AsObject().Insert(0, SchemaMember, new JsonObject { ["type"] = "string" });
        schema.Insert(0, SchemaMember, "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }
}
