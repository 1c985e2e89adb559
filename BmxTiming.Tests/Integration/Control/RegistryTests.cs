using System.Net;
using System.Text.Json.Nodes;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

public sealed class RegistryTests(NatsServer nats, PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rider_is_found_by_the_beginning_of_any_word_without_diacritics_or_by_plate()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Jiří", "Dvořák", "W3", new { club = "BMX Řepy", transponder_ids = ControlClient.Numbers(4711001) });
        await api.RiderAsync("r2", "Łukasz", "Nowak", "17", new { wheel_plates = new[] { new { wheel = "24", plate = "517" } } });
        await api.RiderAsync("r3", "Anna-Marie", "Dvořáková", "017");

        Assert.Equal(["r1", "r3"], await FoundAsync(api, "dvo"));
        Assert.Equal(["r1"], await FoundAsync(api, "DVOŘ ji"));
        Assert.Equal(["r3"], await FoundAsync(api, "marie"));
        Assert.Equal(["r2"], await FoundAsync(api, "lukasz"));
        Assert.Equal(["r1"], await FoundAsync(api, "w3"));
        Assert.Equal(["r2"], await FoundAsync(api, "517"));
        Assert.Equal(["r1"], await FoundAsync(api, "4711"));
        Assert.Equal(["r1"], await FoundAsync(api, "repy"));
        Assert.Empty(await FoundAsync(api, "vorak"));
        Assert.Empty(await FoundAsync(api, "'); drop:* & x"));
        Assert.Equal(["r1", "r3", "r2"], await FoundAsync(api, ""));

        var first = await api.GetAsync("/api/riders?limit=2");
        var second = await api.GetAsync($"/api/riders?limit=2&cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");
        Assert.Equal(["r2"], Ids(second));
        Assert.Null(second["next_cursor"]);
    }

    [Fact]
    public async Task A_search_reads_the_index_of_words()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var host = await TestServerHost.StartAsync("control", ProjectionRig.Settings(nats.NewAccountUrl(), database));
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Jiří", "Dvořák", "W3");

        // Behind the schema's making, whose queries need what is off here; holds for connections that are opened from now on.
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        foreach (var other in (string[])["enable_seqscan", "enable_indexscan", "enable_indexonlyscan"])
        {
            await postgres.ExecuteAsync($"alter database {name} set {other} = off");
        }

        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        source.Clear();
        Assert.Equal(["r1"], await FoundAsync(api, "dvo"));
        object? scans = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var command = source.CreateCommand(
                    "select sum(idx_scan)::bigint from pg_stat_user_indexes where relname = 'mt_doc_rider' and indexrelname like '%idx_fts%'");
                scans = await command.ExecuteScalarAsync(Stop);
                return scans is > 0L;
            },
            TimeSpan.FromSeconds(20),
            () => $"{scans} scans");
    }

    [Fact]
    [Provokes("transponder_taken", "uci_id_taken", "invalid_request")]
    public async Task A_transponder_is_one_riders_and_is_free_again_when_it_is_given_up()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Ann", "Ash", "1", new { transponder_ids = ControlClient.Numbers(1001, 1002), uci_id = "10012345678" });

        Assert.Equal("transponder_taken", await api.RefusedAsync(HttpMethod.Put, "/api/riders/r2", Body("Bo", 1002)));
        Assert.Equal("uci_id_taken", await api.RefusedAsync(
            HttpMethod.Put, "/api/riders/r2", new { first_name = "Bo", last_name = "Birch", plate = "2", uci_id = "10012345678" }));
        await api.PutAsync("/api/riders/r1", Body("Ann", 1001));
        await api.PutAsync("/api/riders/r2", Body("Bo", 1002));
        Assert.Equal("transponder_taken", await api.RefusedAsync(HttpMethod.Put, "/api/riders/r1", Body("Ann", 1002)));
        Assert.Equal("invalid_request", await api.RefusedAsync(
            HttpMethod.Put, "/api/riders/r3", new { first_name = "Cy", last_name = "Cole", plate = "3", sex = "x" }, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task The_birth_date_is_in_the_registrys_record_and_nowhere_else()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Ann", "Ash", "1", new { birth_date = "2015-05-01", sex = "female", hometown = "Brno", pronunciation = "ash" });

        var record = await api.GetAsync("/api/riders/r1/record");
        Assert.Equal(("2015-05-01", "female"), ((string?)record["birth_date"], (string?)record["sex"]));
        Assert.Equal("Brno", (string?)record["rider"]!["hometown"]);
        Assert.DoesNotContain("2015", (await api.GetAsync("/api/riders/r1")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("2015", (await api.GetAsync("/api/riders")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Provokes("rider_not_found")]
    public async Task A_retired_rider_is_not_offered_until_restored()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Ann", "Ash", "1");

        await api.PostAsync("/api/riders/r1/retire");
        Assert.Empty(await FoundAsync(api, "ann"));
        Assert.Equal(["r1"], Ids(await api.GetAsync("/api/riders?q=ann&retired=true")));
        Assert.True((bool)(await api.GetAsync("/api/riders/r1"))["retired"]!);
        await api.PostAsync("/api/riders/r1/restore");
        Assert.Equal(["r1"], await FoundAsync(api, "ann"));
        Assert.Equal("rider_not_found", await api.RefusedAsync(HttpMethod.Post, "/api/riders/nobody/retire", null, HttpStatusCode.NotFound));
    }

    [Fact]
    [Provokes("rider_merged", "not_merged")]
    public async Task A_merge_moves_transponders_and_references_and_can_be_undone()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.MeetingAsync("day-1", "track-a");
        await api.RiderAsync("keep", "Ann", "Ash", "1", new { transponder_ids = ControlClient.Numbers(1001) });
        await api.RiderAsync("twin", "Anne", "Ash", "1", new { transponder_ids = ControlClient.Numbers(1002), birth_date = "2015-05-01" });
        await DrawAsync(api, "m1", "twin");

        var merged = await api.PostAsync("/api/riders/keep/merge", new { duplicate_id = "twin" });
        await api.PostAsync("/api/riders/keep/merge", new { duplicate_id = "twin" });

        Assert.Equal([1001, 1002], merged["transponder_ids"]!.AsArray().Select(id => (int)id!));
        Assert.Equal("2015-05-01", (string?)(await api.GetAsync("/api/riders/keep/record"))["birth_date"]);
        Assert.Equal("keep", await DrawnAsync(api));
        Assert.Equal("keep", (string?)(await api.GetAsync("/api/riders/twin"))["merged_into_id"]);
        Assert.Equal("rider_merged", await api.RefusedAsync(HttpMethod.Put, "/api/riders/twin", Body("Anne", 5)));
        Assert.Equal("transponder_taken", await api.RefusedAsync(HttpMethod.Put, "/api/riders/other", Body("Bo", 1002)));

        await api.PostAsync("/api/riders/twin/unmerge");

        Assert.Equal("twin", await DrawnAsync(api));
        var twin = await api.GetAsync("/api/riders/twin/record");
        Assert.Equal([1002], twin["rider"]!["transponder_ids"]!.AsArray().Select(id => (int)id!));
        Assert.Null(twin["rider"]!["merged_into_id"]);
        var kept = await api.GetAsync("/api/riders/keep/record");
        Assert.Null(kept["birth_date"]);
        Assert.Equal([1001], kept["rider"]!["transponder_ids"]!.AsArray().Select(id => (int)id!));
        Assert.Equal("not_merged", await api.RefusedAsync(HttpMethod.Post, "/api/riders/twin/unmerge"));
        await using var session = ProjectionRig.Open(host);
        Assert.Equal(3, (await session.ListAsync<AuditEntry>(
            all => all.Where(x => x.Action == "merge_riders" || x.Action == "unmerge_rider"), Stop)).Count);
    }

    [Fact]
    [Provokes("merge_conflict", "rider_retired")]
    public async Task Two_who_cannot_be_one_person_are_not_merged()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.MeetingAsync("day-1", "track-a");
        await api.RiderAsync("a", "Ann", "Ash", "1", new { birth_date = "2015-05-01" });
        await api.RiderAsync("b", "Ann", "Ash", "2", new { birth_date = "2014-05-01" });
        await api.RiderAsync("c", "Ann", "Ash", "3");
        await DrawAsync(api, "m1", "a", "c");

        Assert.Equal("merge_conflict", await MergeAsync("a", "b"));
        Assert.Equal("merge_conflict", await MergeAsync("a", "c"));
        Assert.Equal("rider_not_found", await MergeAsync("a", "nobody", HttpStatusCode.NotFound));
        Assert.Equal("invalid_request", await MergeAsync("a", "a", HttpStatusCode.BadRequest));
        await api.PostAsync("/api/riders/b/retire");
        Assert.Equal("rider_retired", await MergeAsync("b", "c"));

        Task<string> MergeAsync(string id, string duplicate, HttpStatusCode status = HttpStatusCode.Conflict) =>
            api.RefusedAsync(HttpMethod.Post, $"/api/riders/{id}/merge", new { duplicate_id = duplicate }, status);
    }

    [Fact]
    [Provokes("transponder_not_found", "transponder_of_pool", "transponder_handed_out", "entry_not_found", "transponder_retired")]
    public async Task Hire_chips_are_with_one_rider_at_a_time()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Ann", "Ash", "1", new { transponder_ids = ControlClient.Numbers(1001) });
        await api.RiderAsync("r2", "Bo", "Birch", "2");
        Assert.Equal("transponder_not_found", await HandOutAsync(7001, "r1", HttpStatusCode.NotFound));
        await api.PutAsync("/api/transponders/7001", new { label = "H1" });
        Assert.Equal("transponder_taken", await api.RefusedAsync(HttpMethod.Put, "/api/transponders/1001", new { label = "H2" }));
        Assert.Equal("transponder_of_pool", await api.RefusedAsync(HttpMethod.Put, "/api/riders/r2", Body("Bo", 7001)));

        var lent = await api.PostAsync("/api/transponders/7001/hand-out", new { rider_id = "r1" });
        Assert.Equal(("out", "r1", "Ann Ash"), ((string?)lent["state"], (string?)lent["rider_id"], (string?)lent["rider_name"]));
        await api.PostAsync("/api/transponders/7001/hand-out", new { rider_id = "r1" });
        Assert.Equal("transponder_handed_out", await HandOutAsync(7001, "r2"));
        Assert.Equal("transponder_handed_out", await api.RefusedAsync(HttpMethod.Post, "/api/riders/r1/retire"));
        Assert.Equal("entry_not_found", await EntryChipAsync());
        await api.PutAsync("/api/riders/r1", Body("Ann", 1001));
        Assert.Equal([1001, 7001], (await api.GetAsync("/api/riders/r1"))["transponder_ids"]!.AsArray().Select(id => (int)id!));
        Assert.Single((await api.GetAsync("/api/transponders?state=out"))["items"]!.AsArray());
        Assert.Equal(3, (await api.GetAsync("/api/transponders?state=all"))["items"]!.AsArray().Count);

        await api.PostAsync("/api/transponders/7001/give-back");
        await api.PostAsync("/api/transponders/7001/give-back");
        Assert.Equal([1001], (await api.GetAsync("/api/riders/r1"))["transponder_ids"]!.AsArray().Select(id => (int)id!));
        await api.PutAsync("/api/transponders/7001", new { label = "H1", note = "lost", retired = true });
        Assert.Equal("transponder_retired", await HandOutAsync(7001, "r2"));

        Task<string> HandOutAsync(int chip, string rider, HttpStatusCode status = HttpStatusCode.Conflict) =>
            api.RefusedAsync(HttpMethod.Post, $"/api/transponders/{chip}/hand-out", new { rider_id = rider }, status);

        async Task<string> EntryChipAsync()
        {
            await api.PutAsync("/api/transponders/7002", new { label = "H2" });
            var code = await api.RefusedAsync(
                HttpMethod.Post, "/api/transponders/7002/hand-out", new { rider_id = "r1", meeting_id = "day-1", entry_id = "e1" }, HttpStatusCode.NotFound);
            await api.PutAsync("/api/transponders/7002", new { label = "H2", retired = true });
            return code;
        }
    }

    [Fact]
    public async Task Of_two_writers_who_read_the_same_rider_the_second_is_refused()
    {
        await using var host = await StartAsync();
        await new ControlClient(host.Client).RiderAsync("r1", "Ann", "Ash", "1");
        await using var one = ProjectionRig.Open(host);
        await using var other = ProjectionRig.Open(host);
        var (mine, theirs) = (await one.FindAsync<Rider>("r1", Stop), await other.FindAsync<Rider>("r1", Stop));

        one.Store(mine! with { Club = "A" });
        other.Store(theirs! with { Club = "B" });

        Assert.True(await one.TrySaveAsync(Stop));
        Assert.False(await other.TrySaveAsync(Stop));
    }

    private static object Body(string first, params int[] transponders) =>
        new { first_name = first, last_name = "Ash", plate = "9", transponder_ids = transponders };

    private static async Task<string[]> FoundAsync(ControlClient api, string text) =>
        Ids(await api.GetAsync($"/api/riders?q={Uri.EscapeDataString(text)}"));

    private static string[] Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(item => (string)item!["rider_id"]!)];

    private static Task<JsonNode> DrawAsync(ControlClient api, string moto, params string[] riders) => api.PutAsync(
        $"/api/meetings/day-1/motos/{moto}",
        new { number = 1, class_name = "Boys 9", round_name = "Moto 1", entries = riders.Select((id, i) => new { lane = i + 1, rider_id = id }) });

    private static async Task<string?> DrawnAsync(ControlClient api) =>
        (string?)(await api.GetAsync("/api/meetings/day-1/motos"))["items"]![0]!["entries"]![0]!["rider_id"];

    private async Task<TestServerHost> StartAsync() =>
        await TestServerHost.StartAsync("control", ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync()));
}
