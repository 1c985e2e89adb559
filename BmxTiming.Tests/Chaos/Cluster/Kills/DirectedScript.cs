using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Director;
using BmxTiming.TrackClient.Simulation.Scenarios;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>
/// What the simulated director races on a track, one moto after another and round again, and how that ends when nothing is disturbed.
/// The decoder's times are made before a race starts, so they do not depend on what happens to the stack.
/// </summary>
/// <param name="meeting">The meeting that the director seeds.</param>
/// <param name="seed">The simulator's <c>--seed</c>.</param>
internal sealed class DirectedScript(DemoMeeting meeting, ulong seed)
{
    /// <summary>The script of a track as the stack starts it: the first track has seed 1 and decoder 1001.</summary>
    public static DirectedScript OfTrack(TrackId track, int index) =>
        new(new DemoMeeting(track, (uint)(1001 + index)), (ulong)index + 1);

    /// <param name="race">From 1.</param>
    public DirectedRace Race(int race)
    {
        var moto = meeting.Motos[(race - 1) % meeting.Motos.Count];
        var run = RunId.Of(MotoId.Parse(moto.MotoId), ((race - 1) / meeting.Motos.Count) + 1);
        var timeline = RaceTimeline.Create(ScenarioName.CleanRace, moto.Riders, (ulong)race, SplitMix64.Of(seed, (ulong)race));
        return new DirectedRace(run, moto, timeline, Results(moto, [.. timeline.OfType<Crossing>()]));
    }

    private string Results(DemoMoto moto, IReadOnlyList<Crossing> crossings)
    {
        var finishes = crossings.Where(crossing => crossing.Passing.Point == DemoTrack.Finish).Select(crossing => crossing.AtUs).ToList();
        var rows = moto.Body.Entries.Select(entry =>
        {
            var own = crossings.Where(crossing => crossing.Passing.Rider.Lane == entry.Lane).ToList();
            var finish = own.Single(crossing => crossing.Passing.Point == DemoTrack.Finish).AtUs;
            return new ResultRow(
                entry.Lane,
                RiderId.Parse(entry.RiderId),
                meeting.Riders.Single(rider => rider.RiderId == entry.RiderId).Body.Plate,
                finishes.Count(other => other < finish) + 1,
                Code: null,
                finish,
                Tie: finishes.Count(other => other == finish) > 1,
                [.. own.Select(crossing => new SplitRow(crossing.Passing.Point, crossing.AtUs))]);
        });
        return JsonSerializer.Serialize<IReadOnlyList<ResultRow>>(
            [.. rows.OrderBy(row => row.Place).ThenBy(row => row.Lane)], WireJson.Default.IReadOnlyListResultRow);
    }
}

/// <param name="Run">The run that the engine makes of it.</param>
/// <param name="Timeline">What happens on the track, from the gate on.</param>
/// <param name="Results">The result of everybody finishing, as canonical JSON.</param>
internal sealed record DirectedRace(RunId Run, DemoMoto Moto, IReadOnlyList<TrackAction> Timeline, string Results);
