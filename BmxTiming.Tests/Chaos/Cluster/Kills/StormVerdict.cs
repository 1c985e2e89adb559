using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>What is wrong when a storm is over: on each track logs, results in PostgreSQL, and what a board saw all along.</summary>
/// <param name="day">The stack.</param>
/// <param name="followers">A board for each track, in the order of the tracks.</param>
internal sealed class StormVerdict(RaceDay day, IReadOnlyList<LiveFollower> followers)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly ChaosTally _tally = new();
    private int _races;
    private int _events;
    private int _messages;

    public void Add(string what, string? fault) => _tally.Add(fault is null ? null : $"{what}: {fault}");

    public async Task AddAsync(string what, Func<Task<string?>> faultAsync)
    {
        try
        {
            Add(what, await faultAsync());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Add(what, e.Message);
        }
    }

    /// <summary>Waits until every track has finished one more race undisturbed, and judges them all.</summary>
    public async Task JudgeAsync()
    {
        var before = followers.Select(follower => follower.Finished).ToList();
        for (var i = 0; i < followers.Count; i++)
        {
            var (follower, wanted, script) = (followers[i], before[i] + 1, DirectedScript.OfTrack(followers[i].Track, i));
            await AddAsync($"{follower.Track} goes on", () => FinishesAsync(follower, wanted));
            await AddAsync($"{follower.Track}", () => TrackFaultAsync(follower, script));
            Add($"{follower.Track} live", follower.Fault);
        }
    }

    /// <summary>The kills are the cases; what failed are promises.</summary>
    public ChaosOutcome Outcome(int kills, string figures) => _tally.Outcome(string.Create(
        CultureInfo.InvariantCulture,
        $"{_races} races, {_messages} raw messages, {_events} events, {followers.Sum(each => each.Connections)} live connections, {figures}")) with
    {
        Cases = kills,
    };

    private static async Task<string?> FinishesAsync(LiveFollower follower, int wanted)
    {
        await Eventually.HoldsAsync(
            () => follower.Finished >= wanted, s_patience, () => $"its board saw {follower.Finished} of {wanted} races and holds event {follower.Last}");
        return null;
    }

    private async Task<string?> TrackFaultAsync(LiveFollower follower, DirectedScript script)
    {
        var track = follower.Track;
        var raw = await day.ReadAllAsync(StreamNames.Raw, Subjects.Raw(track));
        var folded = IndependentFold.Events(track, raw);
        IReadOnlyList<LogMessage> published = [];
        await Eventually.HoldsAsync(
            async () => (published = await day.ReadAllAsync(StreamNames.Race, Subjects.Race(track))).Count >= folded.Count,
            s_patience,
            () => $"{published.Count} of {folded.Count} events are published");
        var results = LogJudge.Results(published);
        (_messages, _events, _races) = (_messages + raw.Count, _events + published.Count, _races + results.Count);
        if (TrackJudge.Fault(script, raw, folded, published) is { } fault)
        {
            return fault;
        }

        await StoredAsync(track, results);
        await Eventually.HoldsAsync(
            () => follower.Last >= published.Count, s_patience, () => $"its board holds event {follower.Last} of {published.Count}");
        return null;
    }

    /// <summary>The last page of results, which may have a race more than was read from the log.</summary>
    private async Task StoredAsync(TrackId track, IReadOnlyDictionary<RunId, string> results)
    {
        var differs = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                var stored = await ResultsAsync(track);
                differs = string.Join("; ", results.Where(wanted => stored.GetValueOrDefault(wanted.Key) is var result && result != wanted.Value)
                    .Select(wanted => $"{wanted.Key} is stored as '{stored.GetValueOrDefault(wanted.Key)}', the log says '{wanted.Value}'"));
                return differs.Length == 0;
            },
            s_patience,
            () => differs);
    }

    private async Task<IReadOnlyDictionary<RunId, string>> ResultsAsync(TrackId track)
    {
        try
        {
            return await day.StoredResultsAsync(track);
        }
        catch (HttpRequestException)
        {
            return new Dictionary<RunId, string>();
        }
    }
}
