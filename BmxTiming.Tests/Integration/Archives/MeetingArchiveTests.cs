using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Archives;

/// <summary>Results that outlive the streams: a real engine, broker and database, and the verbs as people run them.</summary>
public sealed class MeetingArchiveTests(NatsServer nats, PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_of_a_closed_meeting_survive_the_streams_and_a_rebuild_and_its_archive_replays_without_a_difference()
    {
        using var folder = new TemporaryFolder();
        await using var day = await ClubDay.RaceAsync(nats, postgres, folder.Path);
        Assert.Equal(ArchiveCodes.NotFound, await day.Control.RefusedAsync(HttpMethod.Get, ClubDay.Path("archive"), status: HttpStatusCode.NotFound));
        var official = await day.OfficialAsync();
        CheckOfficial(official);
        await day.LoseRawBeforeAsync(official.FirstRawSeq!.Value - 2); // What training-1 raced before is gone; the opening knows the state.

        var archive = await day.CloseAsync(1);
        Assert.True(archive.Status == ArchiveStatus.Written, archive.ToString());
        var written = archive.Written!;
        Assert.Equal((0L, false, official.FirstRawSeq.Value, official.LastRawSeq!.Value), (written.Differences, written.Partial, written.FromRawSeq, written.ToRawSeq));
        await CheckClosedAsync(day);

        var file = folder.File(archive.FileName);
        Assert.Equal(await File.ReadAllBytesAsync(file, Stop), await day.Host.Client.GetByteArrayAsync(ClubDay.Path("archive"), Stop));
        Assert.False(File.Exists(file + ".partial"));
        await CheckReplayAsync(file, written);
        await CheckVerbAsync(day, folder, file);
        await CheckWhatIfAsync(day, folder, file);

        var before = JsonSerializer.Serialize(official);
        await day.LoseAllAsync();
        Assert.Equal(0, await ServerVerbs.RunAsync(["rebuild", .. day.Stores]));
        Assert.Equal(before, JsonSerializer.Serialize(await day.OfficialAsync()));
        Assert.Equal(0, await ServerVerbs.RunAsync(["replay", file, "--verify"]));
        await CheckDamageAsync(folder, file);

        // Closed again when the streams have lost it: a refusal, and with --partial what is left.
        await day.Control.PostAsync(ClubDay.Path("workflow/reopen"), new { reason = "a plate was wrong" });
        var second = await day.CloseAsync(2);
        Assert.Equal((ArchiveStatus.Refused, ArchiveCodes.EventsExpired), (second.Status, second.ProblemCode));
        Assert.Equal(ArchiveCodes.NotReady, await day.Control.RefusedAsync(HttpMethod.Get, ClubDay.Path("archive")));
        string[] again = ["archive", "--meeting", ClubDay.Meeting, .. day.Stores];
        Assert.Equal(3, await ServerVerbs.RunAsync(again));
        Assert.Equal(0, await ServerVerbs.RunAsync([.. again, "--partial"]));
        Assert.Equal(3, await ServerVerbs.RunAsync(["replay", folder.File(second.FileName), "--verify"]));
        Assert.True((await day.FindAsync<MeetingArchive>(second.Id))!.Written!.Partial);
        Assert.Equal(before, JsonSerializer.Serialize(await day.OfficialAsync()));
    }

    [Fact]
    public async Task The_verb_names_what_is_missing_and_what_is_wrong()
    {
        Assert.Equal(2, await ServerVerbs.RunAsync(["archive", "--meeting", "cup-1", "--colour"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["archive"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["archive", "--meeting", "cup-1"])); // not_configured
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--what-if", "uci-1999", "none.bmxrec"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--what-if", "uci-2026", "none.bmxrec"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--what-if", "uci-2026", "--track", "track-a"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--track", "track-a", "--meeting", "cup-1"]));
    }

    private static void CheckOfficial(OfficialResult official)
    {
        Assert.Equal(["r2", "r1", "r4", "r3"], official.Ranks.OrderBy(static rank => rank.Rank).Select(static rank => rank.RiderId));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RulebookLibrary.Text("uci-2026")))), official.Rulebook.Hash);
        Assert.Equal("all have seen it", official.Reason);
        Assert.NotEmpty(official.MadeBy);
        Assert.True(official.MadeAtUs.Value > 0);
        Assert.Equal(4, official.Races.Count);
        Assert.All(official.Races, static race => Assert.All(race.Timed, static row => Assert.NotNull(row.ElapsedUs)));
        Assert.True(official.FirstSeq < official.LastSeq && official.FirstRawSeq < official.LastRawSeq);
    }

    private static async Task CheckClosedAsync(ClubDay day)
    {
        object named = new { class_name = ClubDay.ClassName, reason = "a protest" };
        foreach (var (path, body) in new[] { ("results/reopen", named), ("workflow/step-back", named), ("workflow/close", new { }) })
        {
            Assert.Equal(MeetingCodes.MeetingClosed, await day.Control.RefusedAsync(HttpMethod.Post, ClubDay.Path(path), body));
        }

        Assert.Equal(MeetingCodes.MeetingClosed, await day.Control.RefusedAsync(
            HttpMethod.Put, ClubDay.Path("entries/e1"), new { rider_id = "r1", class_name = ClubDay.ClassName }));
        var run = (await day.OfficialAsync()).Races[0];
        foreach (var (intent, body) in new (string, object)[]
        {
            ("stage", new { meeting_id = ClubDay.Meeting, moto_id = run.MotoId }),
            ("reopen", new { run_id = await day.RunIdAsync(run.MotoId), reason = "a protest" }),
        })
        {
            Assert.Equal(MeetingCodes.MeetingClosed, await day.Control.RefusedAsync(HttpMethod.Post, $"/api/tracks/{ClubDay.Track}/control/{intent}", body));
        }

        Assert.NotNull((await day.Control.GetAsync(ClubDay.Path("workflow")))["closed"]!["by"]);
        Assert.Equal("written", (string?)Assert.Single((await day.Control.GetAsync(ClubDay.Path("archives"))).AsArray())!["status"]);
    }

    private static async Task CheckReplayAsync(string file, WrittenArchive written)
    {
        var (code, output, messages) = await ServerVerb.RunAsync("replay", file, "--verify", "--json");
        Assert.True(code == 0, output + messages);
        var summary = JsonNode.Parse(output)!;
        Assert.Equal((0L, written.Events, written.RawMessages), ((long)summary["differences"]!, (long)summary["equal"]!, (long)summary["raw_messages"]!));
        Assert.True(written.Events > 30);
    }

    private static async Task CheckVerbAsync(ClubDay day, TemporaryFolder folder, string file)
    {
        string[] archive = ["archive", "--meeting", ClubDay.Meeting, .. day.Stores];
        Assert.Equal(0, await ServerVerbs.RunAsync(archive)); // It is there.
        var copy = folder.File("copy.bmxrec");
        Assert.Equal(0, await ServerVerbs.RunAsync([.. archive, "--out", copy]));
        Assert.Equal(await File.ReadAllBytesAsync(file, Stop), await File.ReadAllBytesAsync(copy, Stop));
        Assert.Equal(0, await ServerVerbs.RunAsync([.. archive, "--out", copy])); // The same once more.
        await File.AppendAllTextAsync(copy, "x", Stop);
        Assert.Equal(3, await ServerVerbs.RunAsync([.. archive, "--out", copy]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["archive", "--meeting", "nowhere", .. day.Stores]));
        Assert.Equal(3, await ServerVerbs.RunAsync(["archive", "--meeting", "training-1", .. day.Stores])); // It is open.
    }

    /// <summary>1, 2, 4 and 8 points for the places, and a final that is ranked by the motos: totals of two and ranks of all four differ.</summary>
    private static async Task CheckWhatIfAsync(ClubDay day, TemporaryFolder folder, string file)
    {
        var book = JsonNode.Parse(RulebookLibrary.Text("uci-2026"))!;
        book["name"] = "club-points";
        book["points"]!["by_place"] = new JsonArray(1, 2, 4, 8, 9, 10, 11, 12);
        book["final"]!["final"] = new JsonArray("ranking");
        var club = folder.File("club.json");
        await File.WriteAllTextAsync(club, book.ToJsonString(), Stop);
        var seqs = await day.LastSeqsAsync();

        var (code, output, messages) = await ServerVerb.RunAsync("replay", file, "--what-if", club);
        Assert.True(code == 1, output + messages);
        var report = JsonNode.Parse(output)!;
        var boys = Assert.Single(report["classes"]!.AsArray())!;
        Assert.Equal("[{\"number\":\"303\",\"as_raced\":9,\"what_if\":12},{\"number\":\"404\",\"as_raced\":12,\"what_if\":24}]", Sorted(boys["totals"]!));
        Assert.Equal("[]", boys["cuts"]!.ToJsonString());
        Assert.Equal(
            "[{\"number\":\"101\",\"as_raced\":2,\"what_if\":1},{\"number\":\"202\",\"as_raced\":1,\"what_if\":2},"
            + "{\"number\":\"303\",\"as_raced\":4,\"what_if\":3},{\"number\":\"404\",\"as_raced\":3,\"what_if\":4}]",
            Sorted(boys["final_ranks"]!));
        Assert.Equal(("uci-2026", "club-points", 6), ((string?)report["rulebook"], (string?)report["what_if"], (int?)report["differences"]));

        var (same, fromTrack, said) = await ServerVerb.RunAsync(
            ["replay", "--track", ClubDay.Track.Value, "--meeting", ClubDay.Meeting, "--what-if", club, .. day.Stores]);
        Assert.True((same, fromTrack) == (1, output), fromTrack + said);
        Assert.Equal(0, await ServerVerbs.RunAsync(["replay", file, "--what-if", "uci-2026"]));
        Assert.Equal(seqs, await day.LastSeqsAsync());

        static string Sorted(JsonNode rows) =>
            "[" + string.Join(',', rows.AsArray().OrderBy(static row => (string)row!["number"]!, StringComparer.Ordinal).Select(static row => row!.ToJsonString())) + "]";
    }

    private static async Task CheckDamageAsync(TemporaryFolder folder, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file, Stop);
        var damaged = folder.File("damaged.bmxrec");
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(damaged, flipped, Stop);
        Assert.Equal(3, await ServerVerbs.RunAsync(["replay", damaged, "--verify"]));
        var refused = await RefusalOfAsync(damaged);
        Assert.Equal(RecordFileException.Damaged, refused.Code);
        Assert.Matches("[Ll]ine [0-9]+", refused.Message);

        await File.WriteAllBytesAsync(damaged, bytes[..(bytes.Length / 2)], Stop);
        Assert.Equal(3, await ServerVerbs.RunAsync(["replay", damaged, "--verify"]));
        Assert.Equal(RecordFileException.Truncated, (await RefusalOfAsync(damaged)).Code);
    }

    private static Task<RecordFileException> RefusalOfAsync(string file) => Assert.ThrowsAsync<RecordFileException>(async () =>
    {
        await using var reader = new RecordReader(File.OpenRead(file));
        await reader.ReadHeaderAsync(Stop);
        await foreach (var _ in reader.ReadAsync(Stop))
        {
        }
    });
}
