using System.Text.Json.Nodes;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.ReadModels;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>A meeting of its own on a shared host, walked with results that are written down by hand.</summary>
internal sealed class MeetingDesk
{
    public const string Class = "Boys 12";

    private const string Track = "track-a";

    private static readonly string[] s_steps = ["entry", "registration", "seeding", "merging", "draw", "race_order", "racing", "official"];
    private static readonly string[] s_timing = ["decoders_connected", "gate_pulse_seen", "all_loops_read", "clock_good", "backup_ready"];
    private static int s_meetings;
    private static int s_chips = 2_000_000;
    private static long s_staged;

    private readonly TestServerHost _host;
    private readonly string _id;
    private int _riders;

    private MeetingDesk(TestServerHost host, string id)
    {
        _host = host;
        _id = id;
        Api = new ControlClient(host.Client);
    }

    public ControlClient Api { get; }

    public string Id => _id;

    public string Path => $"/api/meetings/{_id}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A meeting at its first step, with a rulebook and nobody in it.</summary>
    public static async Task<MeetingDesk> OpenAsync(TestServerHost host, string? rulebook = "uci-2026")
    {
        var desk = new MeetingDesk(host, $"meeting-{Interlocked.Increment(ref s_meetings)}");
        await desk.Api.MeetingAsync(desk._id, Track);
        if (rulebook is not null)
        {
            await desk.PostAsync("workflow/rulebook", new { rulebook });
        }

        return desk;
    }

    /// <summary>A meeting with one class at a step.</summary>
    public static async Task<(MeetingDesk Desk, string[] Entries)> AtAsync(
        TestServerHost host, string step, int riders = 3, string rulebook = "uci-2026")
    {
        var desk = await OpenAsync(host, rulebook);
        var entries = await desk.EnterAsync(riders);
        await desk.ToAsync(step);
        return (desk, entries);
    }

    public async Task<string[]> EnterAsync(int count, string className = Class)
    {
        var entries = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var (id, plate) = ($"{_id}-{++_riders}", $"{_riders}");
            var chip = ControlClient.Numbers(Interlocked.Increment(ref s_chips));
            await Api.RiderAsync(id, "Robin", $"Racer{id}", plate, new { transponder_ids = chip });
            await PutEntryAsync(id, Entry(id, className: className));
            entries.Add(id);
        }

        return [.. entries];
    }

    /// <summary>Entries are named like their rider, unless a test does otherwise.</summary>
    public Task<JsonNode> PutEntryAsync(string entry, object body) => Api.PutAsync($"{Path}/entries/{entry}", body);

    public Task<JsonNode> PostAsync(string path, object? body = null) => Api.PostAsync($"{Path}/{path}", body);

    public Task<string> RefusedAsync(string path, object? body = null) => Api.RefusedAsync(HttpMethod.Post, $"{Path}/{path}", body ?? new { });

    /// <summary>Advances to a step and does on the way what each step asks for.</summary>
    public async Task ToAsync(string step)
    {
        for (var at = await StepAsync(); at != step; at = await StepAsync())
        {
            if (at == "draw")
            {
                foreach (var problem in (await ProblemsAsync("draw")).Where(static problem => (string?)problem["code"] == "class_not_drawn"))
                {
                    await DrawAsync(((string)problem["subject"]!)["classes/".Length..]);
                }
            }

            if (at == "race_order")
            {
                await PostAsync("race-order", new { classes = Array.Empty<string>() });
                await PostAsync("workflow/timing-check", TimingCheck(good: true));
            }

            await PostAsync("workflow/advance");
        }
    }

    public static object Entry(
        string rider, string? plate = null, int? transponder = null, bool checkedIn = true, bool paid = true, bool scratched = false,
        string className = Class) => new
    {
        rider_id = rider, class_name = className, plate, checked_in = checkedIn, paid, scratched,
        transponder_ids = transponder is { } chip ? ControlClient.Numbers(chip) : null,
    };

    public static object Lanes(string round, int lane, string entry) =>
        new { class_name = Class, round_name = round, gate = 1, lanes = new[] { new { lane, id = entry } } };

    public Task<JsonNode> WithdrawAsync(string moto, long version) => Api.PutAsync(
        $"{Path}/motos/{moto}/result", new { withdraw = true, reason = "to be run again", version, confirm = true });

    public static object TimingCheck(bool good) => new { items = s_timing.Select(code => new { code, good }) };

    public async Task StepBackToAsync(string step)
    {
        while (await StepAsync() != step)
        {
            await PostAsync("workflow/step-back", new { reason = "a mistake" });
        }
    }

    public Task<JsonNode> DrawAsync(string className = Class) => PostAsync("draws", new { class_name = className, seed = 7 });

    public async Task<string> StepAsync() => (string)(await Api.GetAsync($"{Path}/workflow"))["step"]!;

    public async Task<IReadOnlyList<JsonNode>> ProblemsAsync(string step) =>
        [.. (await Api.GetAsync($"{Path}/workflow"))["steps"]![Array.IndexOf(s_steps, step)]!["problems"]!.AsArray()
            .Select(static problem => problem!)];

    public async Task<JsonNode> ResultAsync() => (await Api.GetAsync($"{Path}/results"))[0]!;

    public async Task<JsonNode> MotoAsync(string moto) =>
        (await Api.GetAsync($"{Path}/motos?limit=500"))["items"]!.AsArray().Single(found => (string?)found!["moto_id"] == moto)!;

    public async Task<string[]> RidersOfAsync(string moto) =>
        [.. (await MotoAsync(moto))["entries"]!.AsArray().Select(at => (string)at!["rider_id"]!)];

    /// <summary>Writes a result down: riders in order, half a second apart.</summary>
    /// <param name="dsq">Disqualified, without a place.</param>
    /// <param name="deadHeat">The second crossed with the first.</param>
    public async Task<JsonNode> WriteAsync(
        string moto, string[] order, long version = 0, bool confirm = false, string? dsq = null, bool deadHeat = false) =>
        await Api.PutAsync($"{Path}/motos/{moto}/result", Sheet(order, version, confirm, dsq, deadHeat));

    public Task<string> WriteRefusedAsync(string moto, string[] order, long version = 0, bool confirm = false, string? dsq = null) =>
        Api.RefusedAsync(HttpMethod.Put, $"{Path}/motos/{moto}/result", Sheet(order, version, confirm, dsq, deadHeat: false));

    public static object Sheet(string[] order, long version, bool confirm, string? dsq, bool deadHeat)
    {
        var placed = order.Where(rider => rider != dsq).Select((rider, i) => (Rider: rider, At: deadHeat && i == 1 ? 0 : i));
        var rows = placed.Select(static row => new
        {
            rider_id = row.Rider, place = (int?)(row.At + 1), code = (string?)null, elapsed_us = (long?)(30_000_000 + (500_000 * row.At)),
        });
        return new
        {
            rows = dsq is null ? rows : rows.Append(new { rider_id = dsq, place = (int?)null, code = (string?)"DSQ", elapsed_us = (long?)null }),
            reason = "by hand", version, confirm,
        };
    }

    /// <summary>The three motos of a class of one gate: first, second, third in the same order each time.</summary>
    public async Task RideMotosAsync(string[] order)
    {
        foreach (var round in (string[])["m1", "m2", "m3"])
        {
            await WriteAsync($"boys-12-{round}-1", order);
        }
    }

    /// <summary>A run as the projections store it.</summary>
    public async Task StoreRunAsync(string moto, string[] order, string? code = null, string phase = "finished", params int[] needsDecision)
    {
        var (track, run) = (TrackId.Parse(Track), RunId.Parse($"{moto}-r1"));
        await using var session = ProjectionRig.Open(_host);
        session.Store(new MotoResult
        {
            Id = $"{_id}:{MotoResult.IdOf(track, run)}", TrackId = Track, MeetingId = _id, MotoId = moto, RunId = run, RunNumber = 1,
            Phase = phase, StagedSeq = Interlocked.Increment(ref s_staged),
            Moto = new MotoDetails(MotoId.Parse(moto), 1, Class, "M1", order.Length), NeedsDecision = needsDecision,
            Results = [.. order.Select((rider, i) => new ResultRow(
                i + 1, RiderId.Parse(rider), rider, i == 0 && code is not null ? null : i + 1, i == 0 ? code : null,
                i == 0 && code is not null ? null : new Micros(30_000_000 + (i * 500_000)), false, []))],
        });
        Assert.True(await session.TrySaveAsync(Stop));
    }
}
