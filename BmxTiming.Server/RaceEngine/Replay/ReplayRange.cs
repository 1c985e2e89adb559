using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>Which part of a track's history is asked for.</summary>
/// <param name="FromCheckpoint">The engine's checkpoint, and the tail behind it.</param>
/// <param name="From">First raw sequence whose events matter; what stands before it is folded for the state alone.</param>
/// <param name="To">Last raw sequence; absent = the end of the log.</param>
internal sealed record ReplayRange(bool FromCheckpoint, long From, long? To)
{
    public static readonly ReplayRange Whole = new(false, 1, null);

    /// <summary>Reads <c>start</c>, <c>checkpoint</c> or a sequence, and a sequence.</summary>
    public static bool TryParse(string? from, string? to, [NotNullWhen(true)] out ReplayRange? range)
    {
        long? first = from switch
        {
            null or "start" or "checkpoint" => 1,
            _ => Sequence(from),
        };
        var last = to is null ? null : Sequence(to);
        range = first is { } f && (to is null || last >= f) ? new ReplayRange(from == "checkpoint", f, last) : null;
        return range is not null;
    }

    private static long? Sequence(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}

/// <summary>The part of a history that is really there.</summary>
/// <param name="Checkpoint">Where the fold starts; absent = nothing.</param>
/// <param name="ReadFrom">First raw sequence that is read.</param>
/// <param name="From">First raw sequence whose events matter.</param>
/// <param name="To">Last raw sequence.</param>
/// <param name="EventsFrom">The first event still stored when earlier ones are gone by age.</param>
/// <param name="LastEvent">Stream sequence of the track's last event; 0 = none.</param>
/// <param name="FirstEvent">Stream sequence of the first event that is read.</param>
internal sealed record OpenedRange(
    EngineCheckpoint? Checkpoint, long ReadFrom, long From, long To, (long RawSeq, int Ordinal)? EventsFrom, long LastEvent, long FirstEvent = 1);
