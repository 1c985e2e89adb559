using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Everything that decides a race, as it was when the moto was staged: a later change of the track never alters it.</summary>
internal sealed record RacePlan(Layout Track, Meeting Meeting, Moto Moto, ImmutableArray<Entry> Entries);

/// <param name="Points">In the order riders cross them; the gate is not one of them.</param>
/// <param name="GateIds">Transponder numbers that mean "the gate fell".</param>
internal sealed record Layout(string Name, ImmutableArray<TimingPoint> Points, ImmutableArray<uint> GateIds, TimingWindows Windows)
{
    public int FinishIndex => Points.Length - 1;

    /// <summary>Without a gate pulse, a race starts with the first read at the first timing point.</summary>
    public bool FirstLoopStart { get; init; }

    /// <summary>No race starts while another one is on the track.</summary>
    public bool SingleRace { get; init; }

    /// <summary>Fewer riders left are reported; 0 = never.</summary>
    public int MinStarters { get; init; }

    /// <summary>Track time minus the decoder's clock, for decoders that differ from the rest.</summary>
    public ImmutableSortedDictionary<uint, Micros> ClockOffsetsUs { get; init; } = ImmutableSortedDictionary<uint, Micros>.Empty;

    /// <summary>A decoder's clock as the track's time: the only one in which times of several decoders compare.</summary>
    public Micros TrackTime(uint decoderId, Micros decoderTimeUs) =>
        decoderTimeUs + ClockOffsetsUs.GetValueOrDefault(decoderId, Micros.Zero);

    public bool Serves(uint decoderId) => Points.Any(p => p.DecoderId is null || p.DecoderId == decoderId);

    public int IndexOf(string? timingPoint)
    {
        for (var i = 0; i < Points.Length; i++)
        {
            if (Points[i].Id == timingPoint)
            {
                return i;
            }
        }

        return -1;
    }
}

internal enum PointRole
{
    Hill,
    Split,
    Finish,
}

/// <param name="MinUs">Earliest plausible crossing after the gate.</param>
/// <param name="MaxUs">Latest plausible crossing after the gate.</param>
/// <param name="DecoderId">Only this decoder reads it; absent = any.</param>
internal sealed record TimingPoint(string Id, string Name, PointRole Role, Micros MinUs, Micros MaxUs, uint? DecoderId);

/// <summary>Durations on the decoder's clock.</summary>
internal sealed record TimingWindows(Micros LoopHoldOffUs, Micros GateBounceUs, Micros FinishGraceUs, Micros FinishMaxUs)
{
    /// <summary>Used while no track layout is known.</summary>
    public static readonly Micros DefaultGateBounceUs = Micros.FromSeconds(2);
}

internal sealed record Meeting(MeetingId MeetingId, string Name, bool Public, bool Simulated);

internal sealed record Moto(MotoId MotoId, int Number, string ClassName, string RoundName, int RiderCount);

/// <summary>A rider at the gate. Several transponders may name one rider; the first crossing counts.</summary>
internal sealed record Entry(
    int Lane,
    RiderId RiderId,
    string Plate,
    string Name,
    string? Club,
    ImmutableArray<uint> TransponderIds,
    ImmutableArray<string> TransponderCodes);
