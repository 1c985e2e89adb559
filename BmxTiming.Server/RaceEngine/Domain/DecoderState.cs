using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>A decoder's counter, clock and recent passings: what it takes to recognise a passing that came before.</summary>
internal sealed record DecoderState
{
    /// <summary>Passings remembered, both epochs together: dozens of races, and eight decoders' fit into one checkpoint.</summary>
    public const int MaxMarks = 1536;

    /// <summary>Rises when the decoder's passing counter has restarted; belongs to the decoder, never to a boot of a gateway.</summary>
    public int Epoch { get; init; }

    public uint LastNumber { get; init; }

    /// <summary>Latest known moment of the decoder's clock.</summary>
    public Micros? NowUs { get; init; }

    /// <summary>Server time minus decoder time, from the last live message; for boards only.</summary>
    public Micros? ServerMinusDecoderUs { get; init; }

    /// <summary>Server time of the last live message; for operators' alarms only.</summary>
    public Micros? HeardUs { get; init; }

    /// <summary>The last STATUS told of too much noise.</summary>
    public bool Noisy { get; init; }

    /// <summary>Operators know that no timing point names it.</summary>
    public bool ReportedUnmapped { get; init; }

    /// <summary>Recent passings of this epoch, by number.</summary>
    public ImmutableSortedDictionary<uint, PassingMark> Marks { get; init; } = ImmutableSortedDictionary<uint, PassingMark>.Empty;

    /// <summary>Recent passings of the epoch before: late copies of them are still duplicates.</summary>
    public ImmutableSortedDictionary<uint, PassingMark> EarlierMarks { get; init; } = ImmutableSortedDictionary<uint, PassingMark>.Empty;

    /// <summary>Highest number of this epoch that was remembered once and is no more.</summary>
    public uint? ForgottenNumber { get; init; }

    /// <summary>When it was last heard, as a count of inputs.</summary>
    public long LastInput { get; init; }

    public static readonly DecoderState New = new();

    /// <summary>Moves the clock on; a message that is older than the latest never moves it back.</summary>
    public DecoderState SeenAt(Micros decoderTimeUs) =>
        NowUs is { } now && now >= decoderTimeUs ? this : this with { NowUs = decoderTimeUs };
}

/// <summary>What identifies a passing besides its number.</summary>
internal readonly record struct PassingMark(Micros RtcTimeUs, uint TransponderId, string? TransponderCode)
{
    public Tag Tag => new(TransponderId == 0 ? null : TransponderId, TransponderCode);
}
