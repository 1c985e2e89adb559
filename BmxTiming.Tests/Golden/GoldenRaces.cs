using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation.Scenarios;

namespace BmxTiming.Tests.Golden;

/// <summary>The races of the golden set, by the names of their files, as the raw logs they were recorded from.</summary>
internal static class GoldenRaces
{
    private static readonly ScenarioName[] s_scenarios =
    [
        ScenarioName.CleanRace, ScenarioName.PhotoFinish, ScenarioName.MissedHill, ScenarioName.MissedFinish, ScenarioName.DroppedTcp,
        ScenarioName.DuplicateFrames, ScenarioName.CounterRestart, ScenarioName.RtcStep, ScenarioName.GateBounce, ScenarioName.FalseStart,
        ScenarioName.NoGate, ScenarioName.StrayRider, ScenarioName.StrayTag, ScenarioName.UnknownTransponder, ScenarioName.CrashDnf,
        ScenarioName.LateFinisher, ScenarioName.OverlappingRaces,
    ];

    public static IReadOnlyDictionary<string, Func<RawLogBuilder>> All { get; } = s_scenarios
        .Select(scenario => (ScenarioCatalog.Of(scenario).Name, Log: (Func<RawLogBuilder>)(() => ScenarioLog.Play(scenario, races: 2))))
        .Concat([("re-run", Rerun), ("race-control", RaceControl), ("bad-messages", BadMessages), ("two-gateways", TwoGateways)])
        .ToDictionary(race => race.Item1, race => race.Item2, StringComparer.Ordinal);

    private static RawLogBuilder Rerun()
    {
        var log = new RawLogBuilder();
        log.Status(-4_000);
        log.Stage();
        log.Gate(0);
        log.Lane(1, 2_500);
        log.Status(5_000);
        log.Reset();
        RaceScripts.CleanRace(log, startMs: 120_000);
        RaceScripts.CleanRace(log, "moto-2", 240_000);
        return log;
    }

    private static RawLogBuilder RaceControl()
    {
        var log = new RawLogBuilder();
        log.Programme();
        log.Stage("moto-1");
        log.Unstage();
        log.Unstage();
        log.Again(log.Stage("moto-1"));
        log.Stage("moto-1", version: 99);
        log.Gate(1_000);
        log.Lane(1, 4_000);
        log.Lane(2, 4_100);
        log.Status(6_000);
        log.Lane(1, 36_000);
        log.ForceFinish();
        log.Lane(2, 39_000);
        log.Status(41_000);
        log.Intent("no_such_intent");
        return log;
    }

    private static RawLogBuilder BadMessages()
    {
        var log = new RawLogBuilder();
        log.Bytes("{\"message_type\":\"PASSING\"");
        log.Bytes("not json\nat all");
        log.UnknownType(-5_000);
        log.Version(-4_500);
        RaceScripts.CleanRace(log);
        foreach (var record in log.Records.TakeLast(6).ToArray())
        {
            log.Again(record);
        }

        return log;
    }

    private static RawLogBuilder TwoGateways()
    {
        var log = new RawLogBuilder();
        log.Status(-4_000);
        log.Stage();
        uint number = 0;
        foreach (var (transponder, ms) in new (uint, double)[]
        {
            (RawLogBuilder.GateId, 0), (RawLogBuilder.Chip(1), 2_500), (RawLogBuilder.Chip(2), 2_600), (RawLogBuilder.Chip(3), 2_700),
            (RawLogBuilder.Chip(4), 2_800), (RawLogBuilder.Chip(2), 34_000), (RawLogBuilder.Chip(1), 34_000), (RawLogBuilder.Chip(3), 35_500),
            (RawLogBuilder.Chip(4), 36_100),
        })
        {
            number++;
            log.Passing(transponder, ms, number: number, client: "gw-1");
            log.Passing(transponder, ms, number: number, client: "gw-2", boot: "boot-9");
        }

        log.Status(45_000);
        return log;
    }
}
