using System.Net.Http.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Archives;

/// <summary>
/// A small meeting by hand: four riders, three motos and a final, timed by the engine, with races of another meeting on the track before,
/// between and after. Motos end r1 r2 r3 r4 (totals 3, 6, 9, 12), the final r2 r1 r4 r3.
/// </summary>
internal sealed class ClubDay : IAsyncDisposable
{
    public const string Meeting = "cup-1";
    public const string ClassName = "Boys 12";

    private const string Other = "training-1";

    private static readonly string[] s_classes = [ClassName];
    private static readonly int[] s_motoOrder = [1, 2, 3, 4];
    private static readonly int[] s_finalOrder = [2, 1, 4, 3];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RawLogBuilder _log = new();
    private readonly TrackBench _bench;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private int _fed;
    private int _keys;
    private double _ms;

    private ClubDay(TestServerHost host, TrackBench bench, IReadOnlyDictionary<string, string?> settings)
    {
        (Host, _bench, _settings) = (host, bench, settings);
        Control = new ControlClient(host.Client);
    }

    public static TrackId Track { get; } = TrackId.Parse("track-a");

    public TestServerHost Host { get; }

    public ControlClient Control { get; }

    /// <summary>Where verbs find the stores.</summary>
    public string[] Stores => [.. _settings.Select(static setting => $"--{setting.Key}={setting.Value}")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>All races are ridden and everybody has signed; the meeting is not closed.</summary>
    public static async Task<ClubDay> RaceAsync(NatsServer nats, PostgresServer postgres, string archives)
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        settings["Archive:Folder"] = archives;
        settings["RaceEngine:CheckpointEveryMessages"] = "1";
        var bench = await TrackBench.StartAsync(settings["ConnectionStrings:nats"]!);
        var day = new ClubDay(await TestServerHost.StartAsync("race-engine,control,projections", settings), bench, settings);
        await day.EnterAsync();
        await day.OtherRaceAsync(1);
        await day.AdvanceAsync(); // to racing
        await Eventually.HoldsAsync(
            async () => await day.FindAsync<MeetingOpening>(Meeting) is { Checkpoint: not null }, s_patience, () => "no opening");
        await day.RaceAsync(Meeting, "boys-12-m1-1", s_motoOrder);
        await day.OtherRaceAsync(2);
        await day.RaceAsync(Meeting, "boys-12-m2-1", s_motoOrder);
        await day.RaceAsync(Meeting, "boys-12-m3-1", s_motoOrder);
        await day.RaceAsync(Meeting, "boys-12-final-1", s_finalOrder);
        await day.OtherRaceAsync(3);
        await day.AdvanceAsync(); // to official
        await day.Control.PostAsync(Path("results/check"), new { class_name = ClassName });
        await day.Control.PostAsync(Path("results/official"), new { class_name = ClassName, reason = "all have seen it" });
        return day;
    }

    public static string Path(string below) => $"/api/meetings/{Meeting}/{below}";

    /// <summary>Closes the meeting and waits for what becomes of its archive.</summary>
    public async Task<MeetingArchive> CloseAsync(int closing)
    {
        await Control.PostAsync(Path("workflow/close"));
        MeetingArchive? archive = null;
        await Eventually.HoldsAsync(
            async () => (archive = await FindAsync<MeetingArchive>(MeetingArchive.IdOf(Meeting, closing))) is { Status: not ArchiveStatus.Waiting },
            s_patience,
            () => $"{archive}");
        return archive!;
    }

    public async Task<T?> FindAsync<T>(string id)
        where T : class
    {
        await using var session = ProjectionRig.Open(Host);
        return await session.FindAsync<T>(id, Stop);
    }

    public async Task<OfficialResult> OfficialAsync(int version = 1) =>
        (await FindAsync<OfficialResult>(OfficialResult.IdOf(Meeting, ClassName, version)))!;

    public async Task<string> RunIdAsync(string motoId)
    {
        await using var session = ProjectionRig.Open(Host);
        return Assert.Single(await session.ListAsync<MotoResult>(all => all.Where(run => run.MeetingId == Meeting && run.MotoId == motoId), Stop)).RunId.Value;
    }

    public async Task<(ulong Raw, ulong Race)> LastSeqsAsync() =>
        ((await _bench.Broker.BoundsAsync(StreamNames.Raw, Stop)).LastSeq, (await _bench.Broker.BoundsAsync(StreamNames.Race, Stop)).LastSeq);

    /// <summary>The raw stream loses everything before a message, as it does by age.</summary>
    public async Task LoseRawBeforeAsync(long seq)
    {
        var bounds = await _bench.Broker.BoundsAsync(StreamNames.Raw, Stop);
        await KeepLastAsync(StreamNames.Raw, (long)bounds.LastSeq - seq + 1);
    }

    /// <summary>Both streams lose everything that stands there now.</summary>
    public async Task LoseAllAsync()
    {
        var next = new RawLogBuilder("track-b");
        next.Stage(); // It leads to an event, whatever the track said before.
        var (_, race) = await LastSeqsAsync();
        await _bench.AppendAsync(next.Track, next.Records);
        await Eventually.HoldsAsync(async () => (await LastSeqsAsync()).Race > race, s_patience, () => "no event of track-b");
        await KeepLastAsync(StreamNames.Raw, 1);
        await KeepLastAsync(StreamNames.Race, 1);
        Assert.Empty(await _bench.EventsAsync(Track));
        Assert.Empty(await _bench.RawLogAsync(Track));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _bench.DisposeAsync();
    }

    private async Task EnterAsync()
    {
        await Control.MeetingAsync(Other, Track.Value, new { simulated = true });
        await Control.MeetingAsync(Meeting, Track.Value, new { @public = true, simulated = true });
        foreach (var rider in s_motoOrder)
        {
            await Control.RiderAsync($"r{rider}", "Robin", $"Rider{rider}", $"{rider}0{rider}", new { transponder_ids = new[] { RawLogBuilder.Chip(rider) } });
            await Control.PutAsync(Path($"entries/e{rider}"), new { rider_id = $"r{rider}", class_name = ClassName, checked_in = true, paid = true });
        }

        foreach (var number in Enumerable.Range(1, 3))
        {
            await Control.PutAsync($"/api/meetings/{Other}/motos/free-{number}", new
            {
                number, class_name = "Open", round_name = $"Moto {number}",
                entries = s_motoOrder.Select(static lane => new { lane, rider_id = $"r{lane}" }),
            });
        }

        await Control.PostAsync(Path("workflow/rulebook"), new { rulebook = "uci-2026" });
        for (var step = 0; step < 4; step++)
        {
            await Control.PostAsync(Path("workflow/advance"));
        }

        await Control.PostAsync(Path("draws"), new { class_name = ClassName, seed = 7 });
        await Control.PostAsync(Path("workflow/advance"));
        await Control.PostAsync(Path("race-order"), new { classes = s_classes });
        await Control.PostAsync(Path("workflow/timing-check"), new
        {
            items = Server.Control.Meetings.TimingCheck.Required.Select(static code => new { code, good = true }),
        });
    }

    /// <summary>As soon as the read models have what the step needs.</summary>
    private async Task AdvanceAsync()
    {
        var said = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                using var answer = await Host.Client.PostAsJsonAsync(Path("workflow/advance"), new { }, Stop);
                said = await answer.Content.ReadAsStringAsync(Stop);
                return answer.IsSuccessStatusCode;
            },
            s_patience, () => said);
    }

    private Task OtherRaceAsync(int number) => RaceAsync(Other, $"free-{number}", s_motoOrder);

    private async Task RaceAsync(string meeting, string moto, int[] order)
    {
        var (said, key) = ("", ++_keys);
        await Eventually.HoldsAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tracks/{Track}/control/stage")
                {
                    Content = JsonContent.Create(new { meeting_id = meeting, moto_id = moto }), Headers = { { "Idempotency-Key", $"key-{key}" } },
                };
                using var answer = await Host.Client.SendAsync(request, Stop);
                said = await answer.Content.ReadAsStringAsync(Stop);
                key = answer.StatusCode == System.Net.HttpStatusCode.Accepted ? key : ++_keys; // Accepted: ask again what came of it.
                return answer.StatusCode == System.Net.HttpStatusCode.OK;
            },
            s_patience, () => $"{moto}: {said}");

        _ms += 120_000;
        _log.Status(_ms - 1_000);
        _log.Gate(_ms);
        foreach (var (rider, place) in order.Select(static (rider, i) => (rider, i)))
        {
            _log.Passing(RawLogBuilder.Chip(rider), _ms + 35_000 + (place * 700));
        }

        _log.Status(_ms + 45_000);
        await _bench.AppendAsync(Track, _log.Records.Skip(_fed));
        _fed = _log.Records.Count;
        await Eventually.HoldsAsync(
            async () => await IsFinishedAsync(moto), s_patience, () => $"{moto} is not finished");
    }

    private async Task<bool> IsFinishedAsync(string moto)
    {
        await using var session = ProjectionRig.Open(Host);
        var found = await session.ListAsync<Server.ReadModels.MotoResult>(all => all.Where(x => x.MotoId == moto), Stop);
        return found is [{ Phase: "finished" }];
    }

    private async Task KeepLastAsync(string stream, long messages)
    {
        var config = (await _bench.Broker.StreamInfoAsync(stream, null, Stop)).Config;
        await _bench.Broker.JetStream.UpdateStreamAsync(config with { MaxMsgs = messages }, Stop);
    }
}
