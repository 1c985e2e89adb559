using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Web;

public sealed class SiteTests : IDisposable
{
    private readonly TemporaryFolder _site = new();

    public SiteTests()
    {
        Directory.CreateDirectory(_site.File("_app/immutable"));
        File.WriteAllText(_site.File("index.html"), "<!doctype html><title>boards</title>");
        File.WriteAllText(_site.File("logo.svg"), "<svg/>");
        File.WriteAllText(_site.File("_app/immutable/start.4f2a.js"), new string('/', 5_000));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("/_app/immutable/start.4f2a.js", "public, max-age=31536000, immutable", "text/javascript")]
    [InlineData("/logo.svg", "no-cache", "image/svg+xml")]
    [InlineData("/index.html", "no-cache", "text/html")]
    [InlineData("/", "no-cache", "text/html")]
    [InlineData("/board/track-a", "no-cache", "text/html")]
    public async Task Files_with_a_hash_are_kept_for_ever_and_pages_are_asked_for_again(string path, string cache, string type)
    {
        await using var web = await StartAsync();
        using var answer = await web.Client.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var parts = cache.Split(", ").Order(StringComparer.Ordinal);
        Assert.Equal(parts, answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal));
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Files_are_compressed_for_those_who_can_read_it()
    {
        await using var web = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_app/immutable/start.4f2a.js");
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await web.Client.SendAsync(request, Stop);
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Stop)).Length, 1, 500);
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api")]
    [InlineData("/ws/v2/live")]
    [InlineData("/openapi/v9.json")]
    [InlineData("/_app/immutable/missing.js")]
    [InlineData("/../secret.txt")]
    public async Task Unknown_addresses_and_files_are_a_problem_not_a_page(string path)
    {
        await using var web = await StartAsync();
        using var answer = await web.Client.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("not_found", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Without_a_build_the_page_says_how_to_make_one()
    {
        await using var web = await TestServerHost.StartAsync(
            "web", new Dictionary<string, string?> { ["Web:Root"] = _site.File("no-such-folder") });
        using var answer = await web.Client.GetAsync("/board/track-a", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("npm run build", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        using var api = await web.Client.GetAsync("/api/nothing", Stop);
        Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);
    }

    private Task<TestServerHost> StartAsync() =>
        TestServerHost.StartAsync("web", new Dictionary<string, string?> { ["Web:Root"] = _site.File(".") });
}
