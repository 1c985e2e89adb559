using Microsoft.AspNetCore.Http.HttpResults;

namespace BmxTiming.Server.Platform.Http;

/// <summary>Refusals as RFC 9457 problems with a stable <c>code</c>.</summary>
internal static class Problems
{
    public static string TypeOf(string code) => "urn:bmxtiming:error:" + code;

    public static ProblemHttpResult Of(int status, Error error, params ReadOnlySpan<KeyValuePair<string, object?>> members) =>
        Of(status, error.Code, error.Message, members);

    public static ProblemHttpResult Of(
        int status, string code, string detail, params ReadOnlySpan<KeyValuePair<string, object?>> members)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        foreach (var (name, value) in members)
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(detail, statusCode: status, type: TypeOf(code), extensions: extensions);
    }
}
