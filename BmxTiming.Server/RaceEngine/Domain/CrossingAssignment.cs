using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>What became of one read.</summary>
internal enum ReadVerdict
{
    /// <summary>It is a crossing of a timing point.</summary>
    Crossing,

    /// <summary>A second read of a crossing, or of a rider whose race is over.</summary>
    Shadow,

    BeforeGate,

    /// <summary>No timing point expects this rider at this time.</summary>
    OutsideWindow,

    /// <summary>Struck out by an official.</summary>
    Voided,
}

/// <summary>
/// Turns all reads of one rider into crossings, in order of decoder time. Because it always starts from all reads,
/// the result does not depend on the order in which they were delivered.
/// </summary>
internal static class CrossingAssignment
{
    /// <summary>Crossings by timing point, and the verdict on each read in the order of <paramref name="reads"/>.</summary>
    public static (ImmutableArray<Crossing> Crossings, ImmutableArray<ReadVerdict> Verdicts) Of(
        Layout track, GatePulse gate, ImmutableArray<LoopRead> reads)
    {
        // Counted from the first loop, every time is shorter by what the first rider took to get there: that long at least.
        var shiftUs = gate.Source == ClockSource.FirstLoop ? track.Points[0].MinUs : Micros.Zero;
        var crossings = new Crossing?[track.Points.Length];
        var verdicts = ImmutableArray.CreateBuilder<ReadVerdict>(reads.Length);
        var furthest = -1;
        foreach (var read in reads)
        {
            var elapsed = read.TimeUs - gate.TimeUs;
            var point = -1;
            var verdict = read.Voided ? ReadVerdict.Voided
                : elapsed < Micros.Zero ? ReadVerdict.BeforeGate
                : IsShadow(track, crossings, read, elapsed) ? ReadVerdict.Shadow
                : (point = Resolve(track, crossings, furthest, read, elapsed + shiftUs)) < 0 ? ReadVerdict.OutsideWindow
                : ReadVerdict.Crossing;
            if (verdict == ReadVerdict.Crossing)
            {
                crossings[point] = new Crossing(point, elapsed, read);
                furthest = Math.Max(furthest, point);
            }

            verdicts.Add(verdict);
        }

        return ([.. crossings.OfType<Crossing>()], verdicts.MoveToImmutable());
    }

    private static bool IsShadow(Layout track, Crossing?[] crossings, LoopRead read, Micros elapsedUs)
    {
        if (crossings[track.FinishIndex] is not null)
        {
            return true;
        }

        foreach (var crossing in crossings)
        {
            // One decoder may serve several loops; within the hold-off it is still the loop it read last.
            if (crossing is not null
                && (read.TimingPoint is { } name
                    ? track.Points[crossing.Point].Id == name
                    : crossing.Read.DecoderId == read.DecoderId && elapsedUs - crossing.ElapsedUs < track.Windows.LoopHoldOffUs))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The timing point a read belongs to, or -1. A named one may be any not crossed yet; otherwise the next in track
    /// order that this decoder serves and whose window the time is in: a missed loop never blocks those after it. What an
    /// official entered needs no window.
    /// </summary>
    private static int Resolve(Layout track, Crossing?[] crossings, int furthest, LoopRead read, Micros elapsedUs)
    {
        for (var i = read.TimingPoint is null ? furthest + 1 : 0; i < track.Points.Length; i++)
        {
            var point = track.Points[i];
            var serves = read.TimingPoint is { } name ? point.Id == name : point.DecoderId is null || point.DecoderId == read.DecoderId;
            if (serves && crossings[i] is null && (read.IsManual || (elapsedUs >= point.MinUs && elapsedUs <= point.MaxUs)))
            {
                return i;
            }
        }

        return -1;
    }
}
