using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Race;

/// <summary>A run as it is after an official changed it: replaces whatever was known of it.</summary>
/// <param name="Reason">The intent that changed it.</param>
public sealed record RunRestatedPayload(RunId RunId, long RunVersion, string Reason, RunView Run);

/// <summary>The result stands, or (<paramref name="Official"/> false) is provisional again.</summary>
public sealed record ResultOfficialPayload(
    RunId RunId, long RunVersion, bool Official, string Actor, IReadOnlyList<ResultRow> Results);

/// <summary>What is to be known before a run's times are believed: replaces the flags known so far.</summary>
public sealed record RunFlaggedPayload(RunId RunId, IReadOnlyList<RunFlagView> Flags);

/// <param name="Code">One of <see cref="RunFlags"/>.</param>
/// <param name="TimingPoint">With <c>loop_silent</c>: the one that read nobody.</param>
public sealed record RunFlagView(string Code, string? TimingPoint = null);

/// <summary>Values of <see cref="RunFlagView.Code"/>.</summary>
public static class RunFlags
{
    /// <summary>The decoder's clock was set during the race: places are by order of arrival, times do not compare.</summary>
    public const string TimesUnsafe = "times_unsafe";

    /// <summary>The decoder does not know the date; differences on it are good.</summary>
    public const string ClockUnset = "clock_unset";

    /// <summary>A timing point read nobody although riders went past it.</summary>
    public const string LoopSilent = "loop_silent";
}

/// <param name="TrackName">With <paramref name="On"/>, as are the timing points.</param>
public sealed record PracticeChangedPayload(
    bool On, long RunVersion, string? TrackName = null, IReadOnlyList<TimingPointView>? TimingPoints = null);

/// <summary>A transponder crossed a timing point in practice.</summary>
/// <param name="BestUs">Its shortest time since a gate at this timing point, in this practice.</param>
/// <param name="Finishes">How often it reached the last timing point, in this practice.</param>
public sealed record PracticeTimePayload(
    uint? TransponderId, string? TransponderCode, string TimingPoint, Micros ElapsedUs, Micros BestUs, int Finishes, Micros CapturedUs);
