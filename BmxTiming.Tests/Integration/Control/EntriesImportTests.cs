using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Import;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

public sealed class EntriesImportTests(NatsServer nats, PostgresServer postgres)
{
    private const string Path = "/api/meetings/day-1/entries/import";
    private const string Header = "First,Last,Birthdate,Sex,UCIID,Class,Plate,Transponder,Club,Paid,Email\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_stores_nothing_and_its_commit_stores_what_it_showed_once()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        const string file = Header
            + "Ann,Ash,2015-05-01,F,10012345678,Girls 11,11,5001,BMX Brno,1,a@example.org\n"
            + "Ann,Ash,2015-05-01,F,10012345678,Cruiser Girls,511,5002,BMX Brno,1,a@example.org\n"
            + "Bo,Birch,31.12.2014,M,,Boys 11,W3,,,0,b@example.org\n";

        var preview = await api.PostAsync(Path + "/preview", Csv(file));
        Assert.Equal((2, 3), ((int)preview["new_riders"]!, (int)preview["new_entries"]!));
        Assert.Equal(["Email"], preview["ignored_columns"]!.AsArray().Select(name => (string?)name));
        Assert.Empty((await api.GetAsync("/api/riders"))["items"]!.AsArray());

        var done = await CommitAsync(api, preview, Csv(file));
        var repeated = await CommitAsync(api, preview, Csv(file));

        Assert.Equal(done.ToJsonString(), repeated.ToJsonString());
        var riders = (await api.GetAsync("/api/riders"))["items"]!.AsArray();
        Assert.Equal(["Ash", "Birch"], riders.Select(rider => (string?)rider!["last_name"]));
        Assert.Equal([5001, 5002], riders[0]!["transponder_ids"]!.AsArray().Select(id => (int)id!));
        Assert.Equal("511", (string?)riders[0]!["wheel_plates"]![0]!["plate"]);
        Assert.Equal(3, (await EntriesAsync(host)).Count);
        await using var session = ProjectionRig.Open(host);
        var audited = await session.ListAsync<AuditEntry>(all => all.Where(x => x.Action == "import_entries"), Stop);
        Assert.All(audited, entry => Assert.DoesNotContain("Ash", entry.Change, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_imported_again_changes_only_what_is_new_in_it()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await ImportAsync(api, Header + "Ann,Ash,2015-05-01,F,,Girls 11,11,5001,,0,\n");

        // The UCI id came later; case, diacritics and the way to write a date do not make another rider.
        var preview = await ImportAsync(api, Header
            + "ANN,ÁSH,1.5.2015,F,10012345678,Girls 11,12,5001,BMX Brno,1,\n"
            + "Bo,Birch,2014-12-31,M,,Boys 11,3,,,0,\n");

        Assert.Equal((1, 1, 1, 1), Counts(preview));
        Assert.Equal(["changed", "new"], preview["rows"]!.AsArray().Select(row => (string?)row!["entry"]));
        var entries = await EntriesAsync(host);
        Assert.Equal(["12", "3"], entries.Select(entry => entry.Plate).Order(StringComparer.Ordinal));
        Assert.True(entries.Single(entry => entry.Plate == "12").Paid);

        var again = await ImportAsync(api, Header + "Anna,Ash-New,2015-05-01,F,10012345678,Girls 11,12,5001,BMX Brno,1,\n");
        Assert.Equal((0, 0, 0, 0), Counts(again));
    }

    [Fact]
    [Provokes("import_has_errors")]
    public async Task Every_bad_row_says_where_what_and_how_and_the_good_ones_can_be_taken()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        await api.RiderAsync("r1", "Cy", "Cole", "7", new { birth_date = "2013-01-01", uci_id = "10099", transponder_ids = ControlClient.Numbers(6001) });
        await api.RiderAsync("r2", "Di", "Dale", "8", new { birth_date = "2012-01-01" });
        await api.RiderAsync("r3", "Di", "Dale", "9", new { birth_date = "2012-01-01" });
        await api.RiderAsync("r4", "Ed", "Elm", "10", new { birth_date = "2011-01-01" });
        await api.PostAsync("/api/riders/r4/retire");
        await api.PutAsync("/api/transponders/7001", new { label = "H1" });
        string[] rows =
        [
            ",Ash,2015-05-01,F,,Girls,1,,,,", "Ann,Ash,,F,,Girls,1,,,,", "Ann,Ash,2015-13-01,F,,Girls,1,,,,", "Ann,Ash,2015-05-01,Q,,Girls,1,,,,",
            "Ann,Ash,2015-05-01,F,12x,Girls,1,,,,", "Ann,Ash,2015-05-01,F,,,1,,,,", "Ann,Ash,2015-05-01,F,,Girls,,,,,",
            "Ann,Ash,2015-05-01,F,,Girls,1,AB-12,,,", "Ann,Ash,2015-05-01,F,,Girls,1,6001,,,", "Ann,Ash,2015-05-01,F,,Girls,1,7001,,,",
            "Ann,Ash,2015-05-01,F,,Girls,123456789,,,,", "Cy,Cole,2013-02-02,M,10099,Boys,7,,,,", "Cy,Cole,2013-01-01,M,10098,Boys,7,,,,",
            "Di,Dale,2012-01-01,F,,Girls,8,,,,", "Ed,Elm,2011-01-01,M,,Boys,10,,,,", "Fi,Fir,2010-01-01,F,,Girls,5,5005,,,",
            "Fi,Fir,2010-01-01,F,,GIRLS,5,,,,", "Gi,Gum,2010-01-01,F,,Girls,6,5005,,,",
        ];
        var file = Header + string.Join('\n', rows);

        var preview = await api.PostAsync(Path + "/preview", Csv(file));

        Assert.Equal(
            [
                (2, "First", "value_missing"), (3, "Birthdate", "identity_missing"), (4, "Birthdate", "birth_date_invalid"), (5, "Sex", "sex_unknown"),
                (6, "UCIID", "uci_id_invalid"), (7, "Class", "value_missing"), (8, "Plate", "value_missing"), (9, "Transponder", "transponder_invalid"),
                (10, "Transponder", "transponder_taken"), (11, "Transponder", "transponder_of_pool"), (12, "Plate", "text_invalid"),
                (13, "UCIID", "birth_date_differs"), (14, "UCIID", "uci_id_differs"), (15, "Last", "rider_ambiguous"), (16, "Last", "rider_retired"),
                (18, "Class", "duplicate_row"), (19, "Transponder", "transponder_taken"),
            ],
            preview["errors"]!.AsArray().Select(e => ((int)e!["row"]!, (string)e["column"]!, (string)e["code"]!)));
        Assert.All(preview["errors"]!.AsArray(), e => Assert.True(((string)e!["message"]!).Length > 15));
        Assert.Equal("import_has_errors", await api.RefusedAsync(HttpMethod.Post, $"{Path}?preview_id={preview["preview_id"]}", Csv(file)));
        var done = await api.PostAsync($"{Path}?skip_errors=true&preview_id={preview["preview_id"]}", Csv(file));
        Assert.Equal((1, 17), ((int)done["new_entries"]!, (int)done["skipped_rows"]!));
    }

    [Fact]
    [Provokes("preview_stale", "columns_missing", "file_unreadable", "file_too_large")]
    public async Task What_was_not_previewed_is_not_carried_out()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        const string row = "Ann,Ash,2015-05-01,F,,Girls 11,11,5001,,0,\n";
        var preview = await api.PostAsync(Path + "/preview", Csv(Header + row));
        var commit = $"{Path}?preview_id={preview["preview_id"]}";

        Assert.Equal("preview_stale", await api.RefusedAsync(HttpMethod.Post, commit, Csv(Header + row + "Bo,Birch,2014-12-31,M,,Boys 11,3,,,0,\n")));
        await api.RiderAsync("r1", "Ann", "Ash", "1", new { birth_date = "2015-05-01" });
        Assert.Equal("preview_stale", await api.RefusedAsync(HttpMethod.Post, commit, Csv(Header + row)));
        Assert.Equal("invalid_request", await api.RefusedAsync(HttpMethod.Post, Path, Csv(Header + row), HttpStatusCode.BadRequest));
        Assert.Equal("meeting_not_found", await api.RefusedAsync(
            HttpMethod.Post, "/api/meetings/nowhere/entries/import/preview", Csv(Header + row), HttpStatusCode.NotFound));
        Assert.Equal("columns_missing", await PreviewRefusedAsync(Csv("First,Class\nAnn,Girls\n"), HttpStatusCode.BadRequest));
        Assert.Equal("file_unreadable", await PreviewRefusedAsync(Csv(""), HttpStatusCode.BadRequest));
        Assert.Equal("file_unreadable", await PreviewRefusedAsync(Bytes([.. "PK\u0003\u0004 no workbook"u8]), HttpStatusCode.BadRequest));
        Assert.Equal("file_too_large", await PreviewRefusedAsync(
            Bytes(new byte[ImportLimits.MaxFileBytes + 1]), HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal("file_too_large", await PreviewRefusedAsync(
            Csv(Header + string.Concat(Enumerable.Repeat(row, ImportLimits.MaxRows + 1))), HttpStatusCode.RequestEntityTooLarge));

        Task<string> PreviewRefusedAsync(HttpContent file, HttpStatusCode status) =>
            api.RefusedAsync(HttpMethod.Post, Path + "/preview", file, status);
    }

    [Fact]
    public async Task Nothing_is_imported_into_a_closed_meeting_and_a_repeated_commit_still_says_what_it_did()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        const string row = "Ann,Ash,2015-05-01,F,,Girls 11,11,5001,,0,\n", other = "Bo,Birch,2014-12-31,M,,Boys 11,3,,,0,\n";
        var preview = await api.PostAsync(Path + "/preview", Csv(Header + row));
        var done = await CommitAsync(api, preview, Csv(Header + row));
        var late = await api.PostAsync(Path + "/preview", Csv(Header + other));
        await using (var session = ProjectionRig.Open(host))
        {
            var plan = MeetingPlan.Of(MeetingId.Parse("day-1")).Next();
            session.StoreAtRevision(plan with { Closed = new Signature("test", new Micros(1)) }, plan.Version);
            Assert.True(await session.TrySaveAsync(Stop));
        }

        Assert.Equal(
            MeetingCodes.MeetingClosed, await api.RefusedAsync(HttpMethod.Post, $"{Path}?preview_id={late["preview_id"]}", Csv(Header + other)));
        Assert.Equal(done.ToJsonString(), (await CommitAsync(api, preview, Csv(Header + row))).ToJsonString());
        Assert.Single(await EntriesAsync(host));
    }

    [Fact]
    public async Task A_workbook_of_REM_is_read_like_its_text()
    {
        await using var host = await StartAsync();
        var api = new ControlClient(host.Client);
        var workbook = Workbooks.Make(
            ["Event", "First", "Last", "Birthdate", "Sex", "UCIID", "Paid", "Class", "Plate", "Transponder", "Plate_1", "Transponder_1", "Transponder_hire_flag"],
            ["Spring Cup", "Žofie", "Říhová", Workbooks.Date(2015, 5, 1), "F", 10012345678, 250.0, "Girls 11", 11, 5001, 511, 5002, ""],
            ["Spring Cup", "Bo", "Birch", "31.12.2014", "M", "", 0, "Boys 11", "W3", "", "", "", "true"]);

        var preview = await ImportAsync(api, Bytes(workbook), Bytes(workbook));

        Assert.Equal("xlsx", (string?)preview["format"]);
        Assert.Empty(preview["errors"]!.AsArray());
        var rider = (await api.GetAsync("/api/riders?q=rihova"))["items"]![0]!;
        Assert.Equal("2015-05-01", (string?)(await api.GetAsync($"/api/riders/{rider["rider_id"]}/record"))["birth_date"]);
        Assert.Equal([5001, 5002], rider["transponder_ids"]!.AsArray().Select(id => (int)id!));
        var entries = (await EntriesAsync(host)).OrderBy(entry => entry.Plate, StringComparer.Ordinal).ToArray();
        Assert.Equal(("11", true, 5001u), (entries[0].Plate, entries[0].Paid, entries[0].TransponderIds[0]));
        Assert.Equal(("W3", false, "wants a hire chip"), (entries[1].Plate, entries[1].Paid, entries[1].Note));
    }

    private static (int, int, int, int) Counts(JsonNode preview) => (
        (int)preview["new_riders"]!, (int)preview["changed_riders"]!, (int)preview["new_entries"]!, (int)preview["changed_entries"]!);

    private static Task<JsonNode> ImportAsync(ControlClient api, string file) => ImportAsync(api, Csv(file), Csv(file));

    /// <returns>The preview.</returns>
    private static async Task<JsonNode> ImportAsync(ControlClient api, HttpContent file, HttpContent again)
    {
        var preview = await api.PostAsync(Path + "/preview", file);
        await CommitAsync(api, preview, again);
        return preview;
    }

    private static Task<JsonNode> CommitAsync(ControlClient api, JsonNode preview, HttpContent file) =>
        api.PostAsync($"{Path}?preview_id={preview["preview_id"]}", file);

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private static ByteArrayContent Bytes(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    private static async Task<IReadOnlyList<Entry>> EntriesAsync(TestServerHost host)
    {
        await using var session = ProjectionRig.Open(host);
        return await session.ListAsync<Entry>(all => all.Where(x => x.MeetingId == "day-1"), Stop);
    }

    private async Task<TestServerHost> StartAsync()
    {
        var host = await TestServerHost.StartAsync("control", ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync()));
        await new ControlClient(host.Client).MeetingAsync("day-1", "track-a");
        return host;
    }
}
