using System.Text;

using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

public sealed class PrivacyTests(NatsServer nats, PostgresServer postgres)
{
    private const string First = "Željka";
    private const string Last = "Quillfeather";
    private const string Born = "2015-05-01";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_policy_that_nobody_knows_is_refused()
    {
        await using var host = await StartAsync("control");
        var api = new ControlClient(host.Client);
        await api.MeetingAsync("day-1", "track-a");

        Assert.Equal("first_initial", (string?)(await api.GetAsync("/api/meetings/day-1"))["public_names"]);
        Assert.Equal("invalid_request", await api.RefusedAsync(
            HttpMethod.Put, "/api/meetings/day-1", new { track_id = "track-a", name = "Day", public_names = "all" }, System.Net.HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Only_answers_for_those_who_keep_the_registry_can_hold_a_birth_date()
    {
        await using var host = await StartAsync("control,ws-gateway");
        var holding = Endpoints(host)
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(answer => HoldsBirthDate(answer.Type, [])))
            .ToArray();

        Assert.Equal(["/api/riders/{rider_id}/record"], holding.Select(endpoint => endpoint.RoutePattern.RawText));
        Assert.All(holding, endpoint => Assert.Equal(Policies.Manage, PolicyOf(endpoint)));
        Assert.True(HoldsBirthDate(typeof(IReadOnlyList<RiderRecord>), []));
    }

    [Fact]
    [Provokes("rider_erased")]
    public async Task An_erased_rider_is_in_no_document()
    {
        await using var host = await StartAsync("control,race-engine");
        var api = new ControlClient(host.Client);
        await StageAsync(api, host, "full");
        await api.RiderAsync("twin", First, Last + "-Twin", "18", new { club = "Quillclub" });
        await api.PostAsync("/api/riders/r1/merge", new { duplicate_id = "twin" });
        await StoreResultAsync(host);
        Assert.NotEmpty(await RowsWithAsync(host, Last));
        await api.PutAsync("/api/transponders/7001", new { label = "H1" });
        await api.PostAsync("/api/transponders/7001/hand-out", new { rider_id = "r1" });
        Assert.Equal("transponder_handed_out", await api.RefusedAsync(HttpMethod.Post, "/api/riders/r1/erase"));
        await api.PostAsync("/api/transponders/7001/give-back");
        Assert.Equal("rider_merged", await api.RefusedAsync(HttpMethod.Post, "/api/riders/twin/erase"));

        await api.PostAsync("/api/riders/r1/erase");
        await api.PostAsync("/api/riders/r1/erase");

        Assert.Empty(await RowsWithAsync(host, Last));
        Assert.Empty(await RowsWithAsync(host, First));
        Assert.Empty(await RowsWithAsync(host, Born));
        Assert.Empty(await RowsWithAsync(host, "Quillclub"));
        Assert.True((bool)(await api.GetAsync("/api/riders/r1"))["erased"]!);
        Assert.Empty((await api.GetAsync("/api/riders?q=quill&retired=true"))["items"]!.AsArray());
        Assert.Equal("rider_erased", await api.RefusedAsync(
            HttpMethod.Put, "/api/riders/r1", new { first_name = First, last_name = Last, plate = "1" }));
        await api.RiderAsync("r9", "Ann", "Ash", "9", new { transponder_ids = ControlClient.Numbers(1001) });
    }

    private static async Task StageAsync(ControlClient api, TestServerHost host, string? policy)
    {
        await api.MeetingAsync("day-1", "track-a", new Dictionary<string, object?> { ["public"] = true, ["public_names"] = policy });
        await api.RiderAsync("r1", First, Last, "17", new { birth_date = Born, club = "Quillclub", transponder_ids = ControlClient.Numbers(1001) });
        await api.PutAsync("/api/meetings/day-1/motos/m1", new
        {
            number = 1, class_name = "Girls 11", round_name = "Moto 1", entries = new[] { new { lane = 1, rider_id = "r1" } },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tracks/track-a/control/stage")
        {
            Content = new StringContent("""{"meeting_id":"day-1","moto_id":"m1"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "stage-1");
        using var answer = await host.Client.SendAsync(request, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static IEnumerable<RouteEndpoint> Endpoints(TestServerHost host) =>
        host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct();

    private static string? PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault();

    private static bool HoldsBirthDate(Type? type, HashSet<Type> seen) =>
        type is not null && seen.Add(type) && (type.GenericTypeArguments.Any(argument => HoldsBirthDate(argument, seen))
            || (type.Assembly == typeof(Rider).Assembly && type.GetProperties().Any(
                property => property.Name == nameof(Rider.BirthDate) || HoldsBirthDate(property.PropertyType, seen))));

    private static async Task StoreResultAsync(TestServerHost host)
    {
        var (track, run) = (TrackId.Parse("track-a"), RunId.Parse("m1-r1"));
        await using var session = ProjectionRig.Open(host);
        session.Store(new MotoResult
        {
            Id = MotoResult.IdOf(track, run), TrackId = track.Value, MeetingId = "day-1", MotoId = "m1", RunId = run, RunNumber = 1,
            Phase = "finished", Moto = new MotoDetails(MotoId.Parse("m1"), 1, "Girls 11", "Moto 1", 1),
            Riders = [new BmxTiming.Protocol.Race.RiderView(1, RiderId.Parse("r1"), "17", $"{First} {Last}", "Quillclub")],
            Results = [new ResultRow(1, RiderId.Parse("r1"), "17", 1, null, null, false, [])],
        });
        Assert.True(await session.TrySaveAsync(Stop));
    }

    /// <summary>The documents of the whole database that hold a text.</summary>
    private static async Task<IReadOnlyList<string>> RowsWithAsync(TestServerHost host, string text)
    {
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        var found = new List<string>();
        await using var tables = source.CreateCommand(
            "select format('%I.%I', table_schema, table_name) from information_schema.columns where table_schema in ('control', 'read') and column_name = 'data'");
        var names = new List<string>();
        await using (var reader = await tables.ExecuteReaderAsync(Stop))
        {
            while (await reader.ReadAsync(Stop))
            {
                names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await using var rows = source.CreateCommand($"select data::text from {name} where data::text ilike '%' || $1 || '%'");
            rows.Parameters.Add(new NpgsqlParameter { Value = text });
            await using var reader = await rows.ExecuteReaderAsync(Stop);
            while (await reader.ReadAsync(Stop))
            {
                found.Add($"{name}: {reader.GetString(0)}");
            }
        }

        return found;
    }

    private async Task<TestServerHost> StartAsync(string roles) =>
        await TestServerHost.StartAsync(roles, ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync()));
}
