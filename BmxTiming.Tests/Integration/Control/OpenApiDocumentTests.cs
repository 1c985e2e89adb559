using System.Text.Json.Nodes;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>The API description that clients are generated from is the one the server gives, and complete.</summary>
public sealed class OpenApiDocumentTests(NatsServer nats, PostgresServer postgres)
{
    /// <summary>Set to 1, the committed file is written anew; see scripts/api-description.sh.</summary>
    private const string Rewrite = "BMX_WRITE_OPENAPI";

    private static readonly string[] s_birthDates = ["getRiderRecord 200 application/json", "putRider body application/json"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_file_is_what_the_server_gives()
    {
        await using var host = await TestServerHost.StartAsync(
            "ingest,ws-gateway,control", ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync()));
        var given = await host.Client.GetByteArrayAsync("/openapi/v1.json", Stop);
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            await File.WriteAllBytesAsync(ApiDocument.CommittedPath, given, Stop);
        }

        var committed = await File.ReadAllBytesAsync(ApiDocument.CommittedPath, Stop);
        Assert.True(given.AsSpan().SequenceEqual(committed), "The API has changed: run scripts/api-description.sh and commit what it writes.");
        Assert.Empty(ApiDocumentRules.Faults(new ApiDocument(JsonNode.Parse(given)!.AsObject())));
    }

    [Fact]
    public void Only_the_registrys_own_record_has_a_birth_date()
    {
        var document = ApiDocument.Committed;
        var holding = document.Operations.SelectMany(operation => operation.Contents)
            .Where(content => HoldsBirthDate(document, content.Content["schema"]!, []));
        Assert.Equal(s_birthDates, holding.Select(content => content.Where).Order(StringComparer.Ordinal));
        Assert.All(document.Operations.Where(operation => operation.Id is "getRiderRecord" or "putRider"), operation => Assert.Equal("manage", operation.Policy));
    }

    [Fact]
    public void Planted_faults_are_found()
    {
        var document = new ApiDocument(JsonNode.Parse("""
            {
              "tags": [{"name": "tracks"}],
              "paths": {"/api/x/{track_id}": {"put": {
                "operationId": "put_x", "tags": ["others"], "x-policy": "nobody",
                "parameters": [{"name": "track_id", "in": "path", "schema": {"type": "string"}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/X"}, "example": {"at_us": "1", "more": 2}}}},
                "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}, "404": {"description": "none"}}
              }}},
              "components": {"schemas": {"X": {
                "type": "object", "required": ["track_id"],
                "properties": {"track_id": {"type": "string"}, "at_us": {"type": "integer"}, "n": {"type": ["integer", "string"]}, "e": {"enum": ["a"]}, "o": {"type": "object"}}
              }}}
            }
            """)!.AsObject());
        Assert.Equal(
            [
                "X.at_us: a time that does not say µs", "X.e: an enumeration that is no text", "X.n: a number or a text", "X.o: an object without members",
                "X.track_id: an identifier without a pattern", "put_x 200 application/json: no example", "put_x 404: is no problem with codes",
                "put_x body application/json.at_us: \"1\" is no integer", "put_x body application/json.more: is not described",
                "put_x body application/json.track_id: is missing", "put_x track_id: an identifier without a pattern", "put_x track_id: no description",
                "put_x: its name is no camelCase", "put_x: no 400 for a body", "put_x: no 400 for an identifier", "put_x: no 401 or no 403", "put_x: no 409",
                "put_x: no 503", "put_x: no policy", "put_x: no summary", "put_x: no tag of the document",
            ],
            ApiDocumentRules.Faults(document).Order(StringComparer.Ordinal));
        Assert.NotNull(document.Undescribed("PUT", "/api/x/a", 409, "conflict"));
        Assert.Null(document.Undescribed("PUT", "/api/y/a", 409, "conflict"));
        Assert.Null(ApiDocument.Committed.Undescribed("PUT", "/api/riders/r1", 409, "transponder_taken"));
        Assert.NotNull(ApiDocument.Committed.Undescribed("PUT", "/api/riders/r1", 409, "track_held"));
    }

    private static bool HoldsBirthDate(ApiDocument document, JsonNode schema, HashSet<string> seen)
    {
        if ((string?)schema["$ref"] is { } reference && !seen.Add(reference))
        {
            return false;
        }

        var rule = document.Resolve(schema);
        return (rule["properties"]?.AsObject() ?? []).Any(member => member.Key == "birth_date" || HoldsBirthDate(document, member.Value!, seen))
            || (rule["items"] is { } items && HoldsBirthDate(document, items, seen))
            || (rule["oneOf"]?.AsArray() ?? []).Any(option => HoldsBirthDate(document, option!, seen));
    }
}
