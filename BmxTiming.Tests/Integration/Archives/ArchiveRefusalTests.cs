using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Archives;

/// <summary>What an archive can wait for or be refused for, by a meeting that nobody rode in: its archive holds documents alone.</summary>
public sealed class ArchiveRefusalTests(NatsServer nats, PostgresServer postgres)
{
    private const string Meeting = "cup-1";
    private const string Address = "/api/meetings/cup-1/archive";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archive_tells_what_it_waits_for_and_why_it_cannot_be_had()
    {
        using var folder = new TemporaryFolder();
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        var seen = new HashSet<string>(StringComparer.Ordinal) { ArchiveCodes.EventsExpired }; // By MeetingArchiveTests, which has a race.

        await using (var host = await TestServerHost.StartAsync("control", settings))
        {
            var api = new ControlClient(host.Client);
            await api.MeetingAsync(Meeting, "track-a", new { simulated = true });
            seen.Add(await api.RefusedAsync(HttpMethod.Get, Address, status: HttpStatusCode.NotFound));
            await OrderAsync(host, 1);
            seen.Add(await ProblemAsync(api, 1));
            seen.Add(await api.RefusedAsync(HttpMethod.Get, Address));
        }

        var taken = folder.File("taken");
        await File.WriteAllTextAsync(taken, "no folder", Stop);
        settings["Archive:Folder"] = taken;
        await using (var host = await TestServerHost.StartAsync("control", settings))
        {
            var api = new ControlClient(host.Client);
            await Eventually.HoldsAsync(
                async () => await ProblemAsync(api, 1) == ArchiveCodes.FolderUnwritable, s_patience, () => "the folder is not noticed");
            seen.Add(await ProblemAsync(api, 1));
        }

        await File.WriteAllTextAsync(folder.File($"{Meeting}.1.bmxrec"), "another archive", Stop);
        settings["Archive:Folder"] = folder.Path;
        await using (var host = await TestServerHost.StartAsync("control", settings))
        {
            var api = new ControlClient(host.Client);
            await Eventually.HoldsAsync(async () => await StatusAsync(api, 1) == "refused", s_patience, () => "the first is not refused");
            seen.Add(await ProblemAsync(api, 1));
            Assert.Equal("another archive", await File.ReadAllTextAsync(folder.File($"{Meeting}.1.bmxrec"), Stop));

            await OrderAsync(host, 2);
            await Eventually.HoldsAsync(async () => await StatusAsync(api, 2) == "written", s_patience, () => "the second is not written");
            File.Delete(folder.File($"{Meeting}.2.bmxrec"));
            seen.Add(await api.RefusedAsync(HttpMethod.Get, Address, status: HttpStatusCode.NotFound));
        }

        var known = typeof(ArchiveCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);
        Assert.Equal(known.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private static async Task OrderAsync(TestServerHost host, int closing)
    {
        await using var session = ProjectionRig.Open(host);
        session.Insert(MeetingArchive.Of(MeetingId.Parse(Meeting), closing, "test", new Micros(1)));
        Assert.True(await session.TrySaveAsync(Stop));
    }

    private static async Task<string> ProblemAsync(ControlClient api, int closing)
    {
        string? code = null;
        await Eventually.HoldsAsync(
            async () => (code = (string?)(await ArchiveAsync(api, closing))["problem_code"]) is not null, s_patience, () => $"archive {closing} has no problem");
        return code!;
    }

    private static async Task<string?> StatusAsync(ControlClient api, int closing) => (string?)(await ArchiveAsync(api, closing))["status"];

    private static async Task<JsonNode> ArchiveAsync(ControlClient api, int closing) =>
        (await api.GetAsync("/api/meetings/cup-1/archives")).AsArray().Single(archive => (int)archive!["closing"]! == closing)!;
}
