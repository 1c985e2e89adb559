using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Live;

/// <summary>Practice as boards show it.</summary>
/// <param name="Rows">Seen last first, at most <see cref="MaxRows"/>.</param>
public sealed record PracticeView(string TrackName, IReadOnlyList<TimingPointView> TimingPoints, IReadOnlyList<PracticeRow> Rows)
{
    public const int MaxRows = 64;
}

/// <param name="LastPoint">Where it was read last, at <paramref name="LastUs"/> since the gate.</param>
/// <param name="Best">Shortest time at each timing point; the one crossed last stands last.</param>
public sealed record PracticeRow(
    uint? TransponderId, string? TransponderCode, string LastPoint, Micros LastUs, IReadOnlyList<SplitRow> Best, int Finishes);
