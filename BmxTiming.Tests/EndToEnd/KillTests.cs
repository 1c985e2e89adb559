using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd;

/// <summary>A role dies of SIGKILL in the middle of a race, and the race ends as if nothing had happened.</summary>
[Collection(nameof(RaceDay))]
public sealed class KillTests(RaceDay day)
{
    private const int RidersPerMoto = 8;
    private static readonly TrackId s_track = RaceDay.Tracks[0];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("race-engine")]
    [InlineData("ingest")]
    [InlineData("projections")]
    [InlineData("ws-gateway-1")]
    [InlineData("control")]
    [InlineData("nats")]
    public async Task A_race_survives_kill_9_of(string instance)
    {
        await using var socket = await LiveSocket.ConnectAsync(day.Web, $"track_id={s_track}", Stop);
        var run = await RunInProgressAsync();
        var victim = day.Stack.Instance(instance);
        var pid = victim.ProcessId ?? throw new InvalidOperationException($"{instance} does not run");

        await SignalAsync(pid);

        var finished = await FinishAsync(run);
        Assert.Equal(RidersPerMoto, finished.Results.Count);
        Assert.All(finished.Results, row => Assert.Null(row.Code));
        Assert.Equal(FinishReasons.AllFinished, finished.Reason);
        await Eventually.HoldsAsync(
            () => victim.Restarts > 0 && victim.ProcessId is { } now && now != pid,
            TimeSpan.FromSeconds(30),
            () => $"{instance}: {victim.State}, {victim.Restarts} restarts");

        // Exactly what one undisturbed fold of the same log derives, no more and no less.
        var raw = await day.ReadAllAsync(StreamNames.Raw, Subjects.Raw(s_track));
        var folded = IndependentFold.Events(s_track, raw).Select(Encoding.UTF8.GetString).ToList();
        var published = (await day.ReadAllAsync(StreamNames.Race, Subjects.Race(s_track)))
            .Select(message => Encoding.UTF8.GetString(message.Data.Span)).ToList();
        var common = Math.Min(folded.Count, published.Count);
        Assert.Equal(folded.Take(common), published.Take(common));
        var wanted = JsonSerializer.Serialize(finished.Results, WireJson.Default.IReadOnlyListResultRow);
        await Eventually.HoldsAsync(
            async () => await day.StoredResultsAsync(s_track, run) == wanted, TimeSpan.FromSeconds(30), () => $"results of {run} are not stored");
    }

    /// <summary>A run whose gate has dropped and nobody has finished.</summary>
    private async Task<RunId> RunInProgressAsync()
    {
        RunId? run = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var events = await day.RaceAsync(s_track);
                var gate = events.LastOrDefault(e => e.Kind == RaceEventKinds.GateDrop);
                run = gate is not null && events.Any(e => e.RunId == gate.RunId && e.Kind == RaceEventKinds.SplitTime)
                    && !events.Any(e => e.RunId == gate.RunId && e.Kind == RaceEventKinds.RiderFinished)
                    ? gate.RunId
                    : null;
                return run is not null;
            },
            TimeSpan.FromSeconds(60),
            () => "no race is running");
        return run!.Value;
    }

    private async Task<RaceFinishedPayload> FinishAsync(RunId run)
    {
        RaceFinishedPayload? finished = null;
        await Eventually.HoldsAsync(
            async () => (finished = RaceDay.Finished(await day.RaceAsync(s_track)).FirstOrDefault(race => race.RunId == run)) is not null,
            TimeSpan.FromSeconds(60),
            () => $"{run} has not finished");
        return finished!;
    }

    private static async Task SignalAsync(int pid)
    {
        using var kill = System.Diagnostics.Process.Start("/bin/kill", ["-KILL", pid.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Stop);
    }
}
