using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>
/// Notes which codes the API answered to each test, so that a test cannot claim a refusal that it never saw; and fails for a refusal that
/// the API description does not name.
/// </summary>
internal sealed partial class AnsweredCodes : DelegatingHandler
{
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> s_byTest = new(StringComparer.Ordinal);

    public AnsweredCodes()
        : base(new SocketsHttpHandler())
    {
    }

    public static IReadOnlyCollection<string> Of(string test) => s_byTest.TryGetValue(test, out var codes) ? [.. codes.Keys] : [];

    public static void Note(string code)
    {
        if (TestContext.Current.Test is { } test)
        {
            s_byTest.GetOrAdd(test.UniqueID, _ => new ConcurrentDictionary<string, bool>(StringComparer.Ordinal))[code] = true;
        }
    }

    /// <summary>The codes in a body: of a problem, or of what stands in the way of a step.</summary>
    public static IEnumerable<string> In(string body) => Code().Matches(body).Select(match => match.Groups[1].Value);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var codes = In(await answer.Content.ReadAsStringAsync(cancellationToken)).ToArray();
            foreach (var code in codes)
            {
                Note(code);
            }

            if (!answer.IsSuccessStatusCode && codes is [var refused, ..])
            {
                Assert.Null(ApiDocument.Committed.Undescribed(
                    request.Method.Method, request.RequestUri!.AbsolutePath, (int)answer.StatusCode, refused));
            }
        }

        return answer;
    }

    [GeneratedRegex("\"code\":\"([a-z_]+)\"")]
    private static partial Regex Code();
}
