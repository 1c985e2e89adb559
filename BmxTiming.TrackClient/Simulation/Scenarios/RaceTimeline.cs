using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation.Scenarios;

/// <summary>What happens in one race of a scenario, from a seed alone.</summary>
internal static class RaceTimeline
{
    /// <summary>Nobody has entered it.</summary>
    public const uint UnknownTransponderId = 7_654_321;

    public static readonly Micros ClockStepUs = Micros.FromSeconds(3);
    public static readonly Micros OverlapUs = Micros.FromSeconds(40);
    public static readonly Micros RecallUs = Micros.FromSeconds(20);

    private static readonly Micros StragglerUs = Micros.FromSeconds(20);
    private static readonly Micros LateUs = Micros.FromSeconds(100);
    private static readonly SimulatedRider Unknown = new(0, UnknownTransponderId, "XX-54321", RaceScript.SlowestUs);

    /// <param name="scenario">What goes wrong.</param>
    /// <param name="riders">Who races.</param>
    /// <param name="race">Number of the race, from 1; what alternates, alternates by it.</param>
    /// <param name="random">All chance there is.</param>
    /// <returns>Ordered by time.</returns>
    public static IReadOnlyList<TrackAction> Create(ScenarioName scenario, IReadOnlyList<SimulatedRider> riders, ulong race, SplitMix64 random)
    {
        var script = RaceScript.Create(riders, scenario == ScenarioName.PhotoFinish ? RaceKind.PhotoFinish : RaceKind.Clean, random);
        var crossings = script.Passings.Select(static passing => new Crossing(passing.AfterGateUs, passing)).ToList();
        var chosen = riders[(int)random.Between(0, riders.Count - 1)];
        IEnumerable<TrackAction> actions = scenario switch
        {
            ScenarioName.MissedHill => Gate(crossings.Where(crossing => !Is(crossing, chosen, DemoTrack.Hill))),
            ScenarioName.MissedFinish => Gate(crossings.Select(crossing =>
                Is(crossing, chosen, DemoTrack.Finish) ? crossing with { Delivery = Delivery.Withheld } : crossing)),
            ScenarioName.DroppedTcp => [.. Gate(crossings), new CutConnections(Micros.FromSeconds(10)), new TakeConnections(Micros.FromSeconds(30))],
            ScenarioName.DuplicateFrames => Gate(crossings.Select(crossing =>
                random.Between(0, 2) == 0 ? crossing with { Delivery = Delivery.Twice } : crossing)),
            ScenarioName.CounterRestart => [.. Gate(crossings), new RestartDecoder(Micros.FromSeconds(6))],
            ScenarioName.RtcStep => [.. Gate(crossings), new StepClock(Micros.FromSeconds(22), race % 2 == 1 ? ClockStepUs : new Micros(-ClockStepUs.Value))],
            ScenarioName.GateBounce => [.. Gate(crossings), new GateDrop(Micros.FromMilliseconds(random.Between(30, 900)))],
            ScenarioName.FalseStart => [new GateDrop(Micros.Zero), .. Shift(Gate(crossings), RecallUs)],
            ScenarioName.NoGate => crossings,
            ScenarioName.DeadHill => Gate(crossings.Where(static crossing => crossing.Passing.Point != DemoTrack.Hill)),
            ScenarioName.DeadFinish => Gate(crossings.Where(static crossing => crossing.Passing.Point != DemoTrack.Finish)),
            ScenarioName.StrayRider => [.. Gate(crossings), .. StrayRider(random)],
            ScenarioName.StrayTag => [.. Gate(crossings), .. StrayTag(random)],
            ScenarioName.UnknownTransponder => Gate(crossings.Select(crossing => crossing.Passing.Rider == chosen ? AsUnknown(crossing) : crossing)),
            ScenarioName.CrashDnf => Gate(crossings.Where(crossing =>
                crossing.Passing.Rider != chosen || crossing.Passing.Point is DemoTrack.Hill or DemoTrack.SplitOne)),
            ScenarioName.LateFinisher => Gate(crossings.Select(crossing => Is(crossing, chosen, DemoTrack.Finish) ? At(crossing, LateUs) : crossing)),
            ScenarioName.OverlappingRaces => Overlapping(crossings, chosen, race, random),
            ScenarioName.NoisyLoop => Gate(crossings.Select(crossing => Weak(crossing, random))),
            _ => Gate(crossings),
        };
        return [.. actions.OrderBy(static action => action.AtUs)];
    }

    private static IEnumerable<TrackAction> Gate(IEnumerable<Crossing> crossings) => [new GateDrop(Micros.Zero), .. crossings];

    private static IEnumerable<TrackAction> Shift(IEnumerable<TrackAction> actions, Micros byUs) =>
        actions.Select(action => action with { AtUs = action.AtUs + byUs });

    private static bool Is(Crossing crossing, SimulatedRider rider, string point) => crossing.Passing.Rider == rider && crossing.Passing.Point == point;

    private static Crossing At(Crossing crossing, Micros atUs) => crossing with { AtUs = atUs };

    private static Crossing AsUnknown(Crossing crossing) => crossing with { Passing = crossing.Passing with { Rider = Unknown } };

    private static Crossing Weak(Crossing crossing, SplitMix64 random) => crossing with
    {
        Passing = crossing.Passing with { Strength = (ushort)random.Between(25, 59), Hits = (ushort)random.Between(1, 4) },
    };

    private static IEnumerable<TrackAction> StrayRider(SplitMix64 random)
    {
        var rider = DemoRoster.Other()[0];
        yield return Read(Micros.FromMilliseconds(random.Between(3_000, 5_000)), DemoTrack.SplitTwo, rider, 90, 20);
        yield return Read(Micros.FromMilliseconds(random.Between(11_000, 13_000)), DemoTrack.Finish, rider, 95, 22);
    }

    private static IEnumerable<TrackAction> StrayTag(SplitMix64 random)
    {
        for (var second = 24; second <= 40; second += 2)
        {
            yield return Read(
                Micros.FromMilliseconds((second * 1_000) + random.Between(0, 400)), DemoTrack.Finish, Unknown,
                (ushort)random.Between(30, 50), (ushort)random.Between(1, 3));
        }
    }

    // The second field starts before the last of the first is home.
    private static IEnumerable<TrackAction> Overlapping(List<Crossing> first, SimulatedRider straggler, ulong race, SplitMix64 random)
    {
        var other = DemoRoster.Other();
        var second = RaceScript.Create(other, RaceKind.Clean, SplitMix64.Of(random.Next(), race)).Passings
            .Select(static passing => new Crossing(passing.AfterGateUs, passing));
        return
        [
            .. Gate(first.Select(crossing => Is(crossing, straggler, DemoTrack.Finish) ? At(crossing, crossing.AtUs + StragglerUs) : crossing)),
            .. Shift(Gate(second), OverlapUs),
        ];
    }

    private static Crossing Read(Micros atUs, string point, SimulatedRider rider, ushort strength, ushort hits) =>
        new(atUs, new ScriptedPassing(atUs, point, rider, strength, hits));
}
