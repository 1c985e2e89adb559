using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Meetings;

/// <summary>Where a meeting stands on its way from entries to official results, and what was decided for the whole day.</summary>
internal sealed record MeetingPlan
{
    public const int DefaultProtestMinutes = 15;

    /// <summary>The meeting's id.</summary>
    public required string Id { get; init; }

    /// <summary>Raised by each change; the stored revision.</summary>
    public long Version { get; init; }

    public MeetingStep Step { get; init; }

    public RulebookPin? Rulebook { get; init; }

    public IReadOnlyList<ClassMerge> Merges { get; init; } = [];

    public TimingCheck? TimingCheck { get; init; }

    public int ProtestMinutes { get; init; } = DefaultProtestMinutes;

    /// <summary>Who closed it and when; nothing official of it changes until it is reopened. Absent = open.</summary>
    public Draws.Signature? Closed { get; init; }

    /// <summary>How often it was closed.</summary>
    public int Closings { get; init; }

    public static MeetingPlan Of(MeetingId meeting) => new() { Id = meeting.Value };

    /// <returns>The class in which riders of a class ride: a merged one, or itself.</returns>
    public string RidesIn(string className) => Merges.FirstOrDefault(merge => merge.From == className)?.Into ?? className;

    public MeetingPlan Next() => this with { Version = Version + 1 };
}

internal enum MeetingStep
{
    Entry,
    Registration,
    Seeding,
    Merging,
    Draw,
    RaceOrder,
    Racing,
    Official,
}

/// <summary>The rulebook as it was when it was chosen: a later version of the same name does not change the meeting.</summary>
/// <param name="Hash">SHA-256 of the file.</param>
internal sealed record RulebookPin(string Name, int Version, string Hash);

/// <param name="ScoreSeparately">They ride together and are ranked apart.</param>
internal sealed record ClassMerge(string From, string Into, bool ScoreSeparately);

/// <summary>What was looked at before racing, and who says that it is good.</summary>
internal sealed record TimingCheck(IReadOnlyList<TimingCheckItem> Items, string SignedBy, Micros SignedAtUs)
{
    /// <summary>What has to be on the list.</summary>
    public static IReadOnlyList<string> Required { get; } = ["decoders_connected", "gate_pulse_seen", "all_loops_read", "clock_good", "backup_ready"];
}

internal sealed record TimingCheckItem(string Code, bool Good, string? Note = null);
