using System.ComponentModel.DataAnnotations;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Limits of the race engine, section <c>RaceEngine</c>.</summary>
internal sealed class RaceEngineOptions
{
    public const string Section = "RaceEngine";

    /// <summary>How often the raw stream is asked for tracks not seen before.</summary>
    [Range(10, 60_000)]
    public int DiscoveryIntervalMs { get; set; } = 500;

    /// <summary>How often an idle track looks whether a snapshot or checkpoint is due.</summary>
    [Range(10, 60_000)]
    public int IdleTickMs { get; set; } = 250;

    /// <summary>Raw messages read ahead of the fold; at the limit reading waits.</summary>
    [Range(1, 100_000)]
    public int ReadAheadMessages { get; set; } = 512;

    /// <summary>Raw messages folded before their events are published.</summary>
    [Range(1, 10_000)]
    public int FoldBatchMessages { get; set; } = 200;

    /// <summary>Events in one publish.</summary>
    [Range(1, 500)]
    public int PublishBatchEvents { get; set; } = 200;

    /// <summary>How often a raw message may fail before it is skipped.</summary>
    [Range(1, 100)]
    public int MaxTries { get; set; } = 3;

    /// <summary>A larger checkpoint is not saved: the broker refuses values above 1 MiB.</summary>
    [Range(1_000, 64_000_000)]
    public int MaxCheckpointBytes { get; set; } = 1_000_000;

    /// <summary>How long a track that hit an operating failure waits before it tries again.</summary>
    [Range(10, 60_000)]
    public int RetryPauseMs { get; set; } = 250;

    /// <summary>
    /// Dead letters of a track that wait for their stream while the race goes on. At the limit the track stands still: it drops none.
    /// A message has at most 256 KiB.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxWaitingLetters { get; set; } = 500;

    /// <summary>How long a dead letter that could not be stored waits before it is tried again.</summary>
    [Range(10, 60_000)]
    public int LetterRetryPauseMs { get; set; } = 1_000;

    [Range(1, 100_000)]
    public int CheckpointEveryMessages { get; set; } = 100;

    /// <summary>How long a track that an operator must look after waits before it looks again.</summary>
    [Range(10, 600_000)]
    public int HaltedPauseMs { get; set; } = 5_000;

    /// <summary>
    /// How long a worker has a track after its last word about it: a dead one is replaced a little after that. The lease
    /// buckets drop what is older than two seconds, so no longer time has an effect.
    /// </summary>
    [Range(200, 2_000)]
    public int LeaseTtlMs { get; set; } = 2_000;

    /// <summary>How often leases are looked at when nothing is heard of them.</summary>
    [Range(10, 500)]
    public int LeaseTickMs { get; set; } = 50;

    /// <summary>How long a track may take to finish what it has begun before it is handed on.</summary>
    [Range(10, 60_000)]
    public int LeavePatienceMs { get; set; } = 2_000;

    public TimeSpan LeaseTtl => TimeSpan.FromMilliseconds(LeaseTtlMs);

    public TimeSpan LeaseTick => TimeSpan.FromMilliseconds(LeaseTickMs);

    public TimeSpan LeavePatience => TimeSpan.FromMilliseconds(LeavePatienceMs);

    /// <summary>How long a track without a valid lease waits before it looks again.</summary>
    public TimeSpan LapsedPause => LeaseTick;

    public TimeSpan DiscoveryInterval => TimeSpan.FromMilliseconds(DiscoveryIntervalMs);

    public TimeSpan IdleTick => TimeSpan.FromMilliseconds(IdleTickMs);

    public TimeSpan RetryPause => TimeSpan.FromMilliseconds(RetryPauseMs);

    public TimeSpan LetterRetryPause => TimeSpan.FromMilliseconds(LetterRetryPauseMs);

    public TimeSpan HaltedPause => TimeSpan.FromMilliseconds(HaltedPauseMs);

    public TrackActorOptions ActorOptions => new() { CheckpointEveryRaws = CheckpointEveryMessages };
}
