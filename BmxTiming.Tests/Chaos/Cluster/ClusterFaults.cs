using System.Text.Json;
using BmxTiming.AppHost.LocalRuntime;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Chaos.Cluster.Parts;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster;

/// <summary>What is done to the processes of the stack. One or several processes of a role: any one of them is the victim.</summary>
internal static class ClusterFaults
{
    // SIGSTOP and SIGCONT.
    private const int StandStill = 19;
    private const int GoOn = 18;
    private const int ZombieMs = 6_000;
    private const int PauseMs = 3_000;
    private const int DutyCycles = 25;
    private const int DutyMs = 100;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly string[] s_swizzled = ["ingest", "race-engine", "projections", "nats"];

    public static IReadOnlyList<IChaosRow> All(RaceDay day) =>
    [
        new ClusterRow(day, "1c", "ingest killed, batches come again", Kill("ingest")),
        new ClusterRow(day, "6c", "gateway at the track killed", Kill("track-a")),
        new ClusterRow(day, "15", "broker killed", Kill("nats")),
        new ClusterRow(day, "15s", "broker stands still for 3 s", Stop("nats", PauseMs)),
        new ClusterRow(day, "17", "broker runs every other 100 ms for 5 s", StumbleAsync),
        new ClusterRow(day, "19", "four processes stop and go on in any order", SwizzleAsync),
        new ClusterRow(day, "20", "engine killed", Kill("race-engine")),
        new ClusterRow(day, "21", "engine stands still longer than any lease", Stop("race-engine", ZombieMs)),
        new ClusterRow(day, "22", "message that nobody can read", PoisonAsync),
        new ClusterRow(day, "24", "projections killed", Kill("projections")),
        new ClusterRow(day, "25", "PostgreSQL killed", Kill("postgres")),
        new ClusterRow(day, "25s", "PostgreSQL takes no new connection for 6 s", Stop("postgres", ZombieMs)),
        new ClusterRow(day, "26", "read models built anew while races go on", RebuildWhileLive.RunAsync),
        new ClusterRow(day, "28c", "live gateway killed", Kill("ws-gateway")),
        new ClusterRow(day, "35c", "control killed", Kill("control")),
    ];

    /// <summary>SIGKILL; the stack starts it again.</summary>
    private static Func<RaceDay, Random, Task> Kill(string role) => async (day, random) =>
    {
        var victim = Any(day, role, random);
        var pid = await PidAsync(victim);
        Signals.Send(pid, Signals.Kill);
        await Eventually.HoldsAsync(
            () => victim.ProcessId is { } now && now != pid, s_patience, () => $"{victim.Name} is {victim.State} after {victim.Restarts} restarts");
    };

    /// <summary>SIGSTOP and SIGCONT: it comes back and does not know that time has passed.</summary>
    private static Func<RaceDay, Random, Task> Stop(string role, int ms) => async (day, random) =>
    {
        var pid = await PidAsync(Any(day, role, random));
        Signals.Send(pid, StandStill);
        await Task.Delay(ms, TestContext.Current.CancellationToken);
        Signals.Send(pid, GoOn);
    };

    private static async Task StumbleAsync(RaceDay day, Random random)
    {
        for (var i = 0; i < DutyCycles; i++)
        {
            await Stop("nats", DutyMs)(day, random);
            await Task.Delay(DutyMs, TestContext.Current.CancellationToken);
        }
    }

    private static async Task SwizzleAsync(RaceDay day, Random random)
    {
        var pids = new List<int>();
        foreach (var role in s_swizzled)
        {
            pids.Add(await PidAsync(Any(day, role, random)));
        }

        foreach (var signal in (int[])[StandStill, GoOn])
        {
            foreach (var pid in pids.OrderBy(_ => random.Next()).ToList())
            {
                Signals.Send(pid, signal);
                await Task.Delay(random.Next(PauseMs / 4), TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Goes past ingest onto the log, and must come out at the dead letters once, with the track running on.</summary>
    private static async Task PoisonAsync(RaceDay day, Random random)
    {
        var track = RaceDay.Tracks[random.Next(RaceDay.Tracks.Count)];
        var subject = Subjects.DeadLetter("race-engine");
        var before = (await day.ReadAllAsync(StreamNames.DeadLetter, subject)).Count;
        await AppendAsync(day, Poison(track));
        var after = before;
        await Eventually.HoldsAsync(
            async () => (after = (await day.ReadAllAsync(StreamNames.DeadLetter, subject)).Count) == before + 1,
            s_patience,
            () => $"{after - before} dead letters for one poisoned message");
    }

    private static Task<ulong> AppendAsync(RaceDay day, RawMessage message) =>
        new RawLog(new SubjectWriter(day.Broker), day.Broker).AppendAtEndAsync(message, TestContext.Current.CancellationToken);

    /// <summary>A passing without anything that makes it one.</summary>
    private static RawMessage Poison(TrackId track) => new()
    {
        EventId = MessageId.New(),
        ContractVersion = ContractVersions.TrackIngestV2,
        TrackId = track,
        EventIdContext = new EventIdContext(ClientId.Parse("requeue"), BootId.Parse($"poison-{Guid.NewGuid():N}"), 1),
        CapturedAtUs = Micros.Now(TimeProvider.System),
        MessageType = MessageTypes.Passing,
        Payload = JsonSerializer.SerializeToElement(new object()),
    };

    private static SupervisedInstance Any(RaceDay day, string role, Random random)
    {
        var instances = day.Stack.Application.Resources
            .SelectMany(resource => resource.Instances)
            .Where(instance => instance.Name == role || instance.Name.StartsWith($"{role}-", StringComparison.Ordinal))
            .ToList();
        return instances[random.Next(instances.Count)];
    }

    private static async Task<int> PidAsync(SupervisedInstance instance)
    {
        await Eventually.HoldsAsync(() => instance.ProcessId is not null, s_patience, () => $"{instance.Name} is {instance.State}");
        return instance.ProcessId!.Value;
    }
}
