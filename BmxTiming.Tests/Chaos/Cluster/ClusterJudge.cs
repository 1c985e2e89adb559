using System.Net.WebSockets;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster;

/// <summary>Follows the live socket while a fault is done, and then compares logs, read models and frames on every track.</summary>
internal sealed class ClusterJudge : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RaceDay _day;
    private readonly LiveSocket _before;

    private ClusterJudge(RaceDay day, LiveSocket before) => (_day, _before) = (day, before);

    private static TrackId Watched => RaceDay.Tracks[0];

    public static async Task<ClusterJudge> WatchAsync(RaceDay day)
    {
        var judge = new ClusterJudge(day, await ConnectAsync(day, from: null));
        await LiveRig.ReachesAsync(judge._before, 0);
        return judge;
    }

    /// <summary>What is wrong once the stack had time to work off what the fault left behind; <c>null</c> = nothing.</summary>
    public async Task<string?> FaultAsync()
    {
        foreach (var track in RaceDay.Tracks)
        {
            if (await TrackFaultAsync(track) is { } fault)
            {
                return $"{track}: {fault}";
            }
        }

        return await LiveFaultAsync();
    }

    public ValueTask DisposeAsync() => _before.DisposeAsync();

    private async Task<string?> TrackFaultAsync(TrackId track)
    {
        // What is on the log before the judge looks must be worked off, and the race must go on.
        var known = await _day.ReadAllAsync(StreamNames.Raw, Subjects.Raw(track));
        IReadOnlyList<LogMessage> raw = known;
        await Eventually.HoldsAsync(
            async () => (raw = await _day.ReadAllAsync(StreamNames.Raw, Subjects.Raw(track))).Count > known.Count,
            s_patience,
            () => $"the raw log of {track} stands still at {raw.Count}");
        var folded = IndependentFold.Events(track, raw);
        IReadOnlyList<LogMessage> published = [];
        await Eventually.HoldsAsync(
            async () => (published = await _day.ReadAllAsync(StreamNames.Race, Subjects.Race(track))).Count >= folded.Count,
            s_patience,
            () => $"{published.Count} of {folded.Count} events of {track} are published");
        return LogJudge.RawFault(raw) ?? LogJudge.EventsFault(folded, published) ?? await DocumentFaultAsync(track, published);
    }

    /// <summary>The result of the last finished run as control serves it; it may take in corrections, so it is read until it fits.</summary>
    private async Task<string?> DocumentFaultAsync(TrackId track, IReadOnlyList<LogMessage> published)
    {
        var results = LogJudge.Results(published);
        if (results.Count == 0)
        {
            return null;
        }

        var (run, wanted) = results.Last();
        var stored = "";
        await Eventually.HoldsAsync(
            async () => (stored = await StoredAsync(track, run)) == wanted, s_patience, () => $"{run} is stored as '{stored}', the log says '{wanted}'");
        return null;
    }

    private async Task<string> StoredAsync(TrackId track, RunId run)
    {
        try
        {
            return await _day.StoredResultsAsync(track, run);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>The client that was there, and one that goes on where it ended, see one chain.</summary>
    private async Task<string?> LiveFaultAsync()
    {
        var frames = _before.Received;
        if (FrameChain.Fault(frames) is { } fault)
        {
            return $"live: {fault}";
        }

        var from = frames[^1].Seq;
        await using var after = await ConnectAsync(_day, from);
        await LiveRig.ReachesAsync(after, from + 1);
        return FrameChain.Fault(after.Received, from: from) is { } later ? $"live, resumed at {from}: {later}" : null;
    }

    private static async Task<LiveSocket> ConnectAsync(RaceDay day, long? from)
    {
        LiveSocket? socket = null;
        var failure = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    socket = await LiveSocket.ConnectAsync(
                        day.Web, $"track_id={Watched}{(from is null ? "" : $"&from={from}")}", TestContext.Current.CancellationToken);
                }
                catch (WebSocketException e)
                {
                    failure = e.Message;
                }

                return socket is not null;
            },
            s_patience,
            () => failure);
        return socket!;
    }
}
