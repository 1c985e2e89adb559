using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Hosting;

/// <summary>What verbs say: results on the output, refusals and progress on the error output.</summary>
internal static class VerbOutput
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // It is read by people and programs, never by a browser.
        TypeInfoResolver = JsonTypeInfoResolver.Combine(WireJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    /// <summary>One line of JSON, with the names of the wire.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, s_json);

    public static async Task<int> FailAsync(Error error, int exitCode)
    {
        await Console.Error.WriteLineAsync($"{error.Code}: {error.Message}");
        return exitCode;
    }

    public static Task<int> UsageAsync(string usage, Error? error = null) =>
        FailAsync(new Error("usage", $"{(error is null ? "" : error.Message + " ")}{usage}"), ServerVerbs.Usage);
}
