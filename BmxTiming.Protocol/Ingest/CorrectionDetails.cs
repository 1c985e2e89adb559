using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>What an official corrects in a run; each intent reads the members it needs.</summary>
public sealed record CorrectionDetails
{
    /// <summary>The rider's lane. <c>assign_passing</c> without one gives the passing back to whom its transponder names.</summary>
    public int? Lane { get; init; }

    /// <summary><c>set_lane</c>: the lane to move to; a rider who stands there changes places.</summary>
    public int? ToLane { get; init; }

    /// <summary><c>insert_passing</c>, <c>void_passing</c>: the timing point's id.</summary>
    public string? TimingPoint { get; init; }

    /// <summary><c>insert_passing</c>: since the gate, µs.</summary>
    public Micros? ElapsedUs { get; init; }

    /// <summary>A passing of a decoder, instead of a lane and a timing point: <c>insert_passing</c> takes a void back with it.</summary>
    public uint? DecoderId { get; init; }

    /// <summary>With <see cref="DecoderId"/>.</summary>
    public uint? PassingNumber { get; init; }

    /// <summary><c>set_order</c>: lanes from the first place on; none = the order of the clock again.</summary>
    public IReadOnlyList<int>? Lanes { get; init; }

    /// <summary><c>set_result</c>: <c>dnf</c>, <c>dns</c>, <c>dsq</c>, <c>rel</c> or <c>np</c>; absent = what the clock says again.</summary>
    public string? Code { get; init; }

    /// <summary><c>scratch</c>: the rider starts after all.</summary>
    public bool Undo { get; init; }
}
