namespace BmxTiming.TrackClient.Simulation.Scenarios;

/// <param name="Text">One line for people who choose.</param>
/// <param name="IsDirectable">Races one given field after another, so that a race director can run it.</param>
internal sealed record Scenario(ScenarioName Id, string Name, string Text, bool IsDirectable = true);

/// <summary>Everything the simulator can play, by name.</summary>
internal static class ScenarioCatalog
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(ScenarioName.CleanRace, "clean-race", "Eight riders, every loop read once, one race after another."),
        new(ScenarioName.PhotoFinish, "photo-finish", "Three riders within 10 ms at the finish, two of them at the same microsecond."),
        new(ScenarioName.MissedHill, "missed-hill", "One rider is not read at the hill."),
        new(ScenarioName.MissedFinish, "missed-finish", "One finish read is not sent, but kept: only RESEND brings it."),
        new(ScenarioName.DroppedTcp, "dropped-tcp", "The connection breaks in the middle of the race, and for 20 s none is taken."),
        new(ScenarioName.DuplicateFrames, "duplicate-frames", "A third of the passings is sent twice."),
        new(ScenarioName.CounterRestart, "counter-restart", "The decoder restarts in the race: connection gone, counter back at 1, store empty."),
        new(ScenarioName.RtcStep, "rtc-step", "The decoder's clock is set in the race, by +3 s and by -3 s in turn."),
        new(ScenarioName.TwoDecoders, "two-decoders", "The finish has a decoder of its own, on the next port, whose clock is 1.7 s ahead.", IsDirectable: false),
        new(ScenarioName.GateBounce, "gate-bounce", "The gate's contact bounces: a second pulse within a second."),
        new(ScenarioName.FalseStart, "false-start", "The gate drops, the riders are called back, and it drops again 20 s later."),
        new(ScenarioName.NoGate, "no-gate", "The gate's pulse never comes."),
        new(ScenarioName.DeadHill, "dead-hill", "The hill loop is dead: nobody is read there."),
        new(ScenarioName.DeadFinish, "dead-finish", "The finish loop is dead: nobody is read there, and officials place the riders."),
        new(ScenarioName.StrayRider, "stray-rider", "A rider of the race before is still on the track."),
        new(ScenarioName.StrayTag, "stray-tag", "A bike that stands near the finish loop is read over and over."),
        new(ScenarioName.UnknownTransponder, "unknown-transponder", "One rider carries a transponder that nobody knows."),
        new(ScenarioName.CrashDnf, "crash-dnf", "One rider crashes behind the first split and does not finish."),
        new(ScenarioName.LateFinisher, "late-finisher", "One rider finishes more than a minute behind the others, after a force-finish."),
        new(ScenarioName.OverlappingRaces, "overlapping-races", "The next gate drops after 40 s, while a rider is still on the track.", IsDirectable: false),
        new(ScenarioName.NoisyLoop, "noisy-loop", "A noisy loop: weak reads of 1 to 4 hits, noise above 60."),
        new(ScenarioName.CorruptBytes, "corrupt-bytes", "Bytes of frames are changed on the line: 2 in 100 frames, or as --corrupt says."),
        new(ScenarioName.OneByteChunks, "one-byte-chunks", "Every byte is sent by itself."),
        new(ScenarioName.Hello, "hello", "The undocumented record 0x001C is the first frame of every connection."),
        new(ScenarioName.ErrorReply, "error-reply", "An old decoder: SESSION and GET_TIME are answered with ERROR."),
        new(ScenarioName.RaceDay, "race-day", "30 classes, 250 riders, 150 motos, a gate every 60 s; then silence but for STATUS.", IsDirectable: false),
        new(ScenarioName.Idle, "idle", "STATUS and nothing else.", IsDirectable: false),
        new(ScenarioName.Replay, "replay", "A capture from a file, at its own pace or as fast as it is read.", IsDirectable: false),
    ];

    public static Scenario Of(ScenarioName id) => All.Single(scenario => scenario.Id == id);
}
