using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>Whatever anybody can read of a meeting is searched, byte for byte, for what its policy keeps back. Riders are children.</summary>
public sealed class PublicAnswersTests(NatsServer nats, PostgresServer postgres)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>By lane. No name is a part of anything else that is sent.</summary>
    private static readonly (string First, string Last, string Born)[] s_riders =
    [
        ("Željka", "Quillfeather", "2015-05-01"), ("Bartholomew", "Ömerzade", "2014-11-23"), ("Xanthippe", "Vandersnoot", "2013-02-28"),
        ("Jedediah", "Wrzosek", "2012-10-09"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("first_initial")]
    [InlineData("plate_only")]
    public Task Nothing_public_has_a_birth_date_or_a_name_against_policy(string policy) => SearchAsync(policy);

    [Theory]
    [Trait("Category", "Full")]
    [InlineData("full")]
    [InlineData(null)]
    public Task Nothing_public_has_a_birth_date_where_names_are_public_or_nothing_is_said(string? policy) => SearchAsync(policy);

    [Fact]
    public void A_planted_name_or_date_is_found()
    {
        Assert.True(Has("{\"name\":\"\\u017Deljka\"}", "Željka"));
        Assert.True(Has("{\"key\":\"QUILLFEATHER\"}", "Quillfeather"));
        Assert.Contains(Spellings("2015-05-01"), spelling => Has("{\"born_us\":1430438400000000}", spelling));
        Assert.Contains(Spellings("2015-05-01"), spelling => Has("born 1.5.2015", spelling));
        Assert.Contains("omerzade", HiddenNames("first_initial", s_riders[1]));
        Assert.DoesNotContain(HiddenNames("full", s_riders[0]), name => name.Length > 0);
    }

    private async Task SearchAsync(string? policy)
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "race-engine,projections,control,ws-gateway");
        await FillAsync(rig, policy);
        await using var watching = await LiveSocket.ConnectAsync(rig.Host.Address, "track_id=track-a", Stop);
        await RaceAsync(rig, watching);
        await using var late = await LiveSocket.ConnectAsync(rig.Host.Address, "track_id=track-a", Stop);
        await Eventually.HoldsAsync(() => late.Texts.Any(text => text.Contains("moto-1-r1", StringComparison.Ordinal)), s_patience, () => "no snapshot");

        var answers = (await AnswersAsync(rig, Policies.Public))
            .Concat(watching.Texts.Select(text => ("socket, from the first event", text)))
            .Concat(late.Texts.Select(text => ("socket, snapshot", text))).ToArray();

        string[] live = ["socket, from the first event", "socket, snapshot", "/api/tracks/track-a/live/", "/api/tracks/track-a/live/events"];
        foreach (var path in live)
        {
            Assert.Contains(answers, answer => answer.Item1 == path && Plain(answer.Item2).Contains($"\"name\":\"{Shown(policy)}\"", StringComparison.Ordinal));
        }

        var hidden = s_riders.SelectMany(rider => Spellings(rider.Born).Concat(HiddenNames(policy, rider))).ToArray();
        Assert.All(answers, answer => Assert.DoesNotContain(hidden, text => Has(answer.Item2, text)));

        // Those who may read the registry see names, and birth dates in its own record only.
        var dates = s_riders.SelectMany(rider => Spellings(rider.Born)).ToArray();
        Assert.All(await AnswersAsync(rig, Policies.View), answer => Assert.DoesNotContain(dates, text => Has(answer.Body, text)));
    }

    private static string Shown(string? policy) => policy switch
    {
        "full" => "Željka Quillfeather",
        "plate_only" => "",
        _ => "Željka Q.",
    };

    private static IEnumerable<string> HiddenNames(string? policy, (string First, string Last, string Born) rider)
    {
        string[] names = policy switch { "full" => [], "plate_only" => [rider.First, rider.Last], _ => [rider.Last] };
        return names.Concat(names.Select(name => Words.Fold(name)));
    }

    private static IEnumerable<string> Spellings(string born)
    {
        var date = DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture);
        var seconds = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
        return ((string[])["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy", "d MMMM yyyy", "MMMM d, yyyy", "d MMM yyyy"])
            .Select(format => date.ToString(format, System.Globalization.CultureInfo.InvariantCulture))
            .Append(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool Has(string body, string text) => Plain(body).Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Escapes of JSON as the text they stand for.</summary>
    private static string Plain(string body) => Regex.Replace(
        body, @"\\u([0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    private static async Task FillAsync(ControlRig rig, string? policy)
    {
        await PutAsync(rig, $"/api/meetings/{ControlRig.Meeting}", new { track_id = "track-a", name = "Spring Cup", @public = true, public_names = policy });
        foreach (var (lane, rider) in s_riders.Index())
        {
            await PutAsync(rig, $"/api/riders/rider-{lane + 1}", new
            {
                plate = $"{lane + 1}0", first_name = rider.First, last_name = rider.Last, birth_date = rider.Born, club = "Club",
                transponder_ids = new[] { RawLogBuilder.Chip(lane + 1) },
            });
        }
    }

    /// <summary>A whole race, and a correction of it.</summary>
    private static async Task RaceAsync(ControlRig rig, LiveSocket watching)
    {
        await rig.AppliedAsync(Intents.Programme, new { meeting_id = ControlRig.Meeting });
        await rig.AppliedAsync(Intents.Stage, new { meeting_id = ControlRig.Meeting, moto_id = "moto-1" });
        rig.Log.Gate(1_000);
        foreach (var ms in (int[])[3_500, 15_000, 37_000])
        {
            for (var lane = 1; lane <= s_riders.Length; lane++)
            {
                rig.Log.Lane(lane, ms + (lane * 100));
            }
        }


        rig.Log.Status(38_000);
        await rig.FeedAsync();
        await Eventually.HoldsAsync(
            () => watching.Texts.Any(text => text.Contains("race_finished", StringComparison.Ordinal)), s_patience, () => $"{watching.Texts.Count} frames");
        await rig.AppliedAsync(Intents.SetResult, new { reason = "cut the course", correction = new { lane = 2, code = "dsq" } });
        await Eventually.HoldsAsync(
            async () => (await rig.SendAsync(HttpMethod.Get, "/api/tracks/track-a/results")).Body.GetRawText().Contains("dsq", StringComparison.Ordinal),
            s_patience, () => "the result is not projected");
    }

    /// <summary>What comes from every route of a policy that is read, whatever routes there are.</summary>
    private static async Task<IReadOnlyList<(string Path, string Body)>> AnswersAsync(ControlRig rig, string policy)
    {
        var answers = new List<(string, string)>();
        foreach (var endpoint in rig.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct()
            .Where(endpoint => PolicyOf(endpoint) == policy && IsGet(endpoint)))
        {
            var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(ValueOf))));
            path += endpoint.RoutePattern.RawText!.EndsWith('/') ? "/" : "";
            answers.Add((path, await StartOfAsync(rig.Host, path)));
            answers.Add((path + "?", await StartOfAsync(rig.Host, path + "?meeting_id=day-1&track_id=track-a&event_id=day-1&class_name=Boys%2012&q=a")));
        }

        Assert.True(answers.Count >= 8, $"{answers.Count} answers");
        return answers;
    }

    private static string? PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault();

    private static bool IsGet(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true;

    private static string ValueOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => parameter.Name switch
        {
            "track_id" => "track-a",
            "meeting_id" => ControlRig.Meeting,
            "moto_id" => "moto-1",
            "rider_id" => "rider-1",
            "documentName" => "v1",
            _ => "x",
        },
        _ => "",
    };

    // Streams never end: what they begin with is the snapshot.
    private static async Task<string> StartOfAsync(TestServerHost host, string path)
    {
        using var answer = await host.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(Stop);
        }

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(Stop) is { Length: > 0 } line)
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    private static async Task PutAsync(ControlRig rig, string path, object body)
    {
        var (status, answer) = await rig.SendAsync(HttpMethod.Put, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {answer}");
    }
}
