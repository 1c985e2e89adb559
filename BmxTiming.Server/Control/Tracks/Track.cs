using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.Tracks;

/// <summary>A track and how it is timed.</summary>
internal sealed record Track
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In the order riders cross them; the last one is the finish.</summary>
    public required IReadOnlyList<TimingPointDetails> TimingPoints { get; init; }

    public required IReadOnlyList<uint> GateIds { get; init; }

    public RaceWindows Windows { get; init; } = new();

    public TrackLayout? Layout { get; init; }

    public IReadOnlyList<TrackDecoder> Decoders { get; init; } = [];

    /// <summary>See <see cref="TrackDetails.FirstLoopStart"/>: for a gate whose pulse does not come.</summary>
    public bool FirstLoopStart { get; init; }

    /// <summary>See <see cref="TrackDetails.SingleRace"/>: for a broken hill loop.</summary>
    public bool SingleRace { get; init; }

    /// <summary>See <see cref="TrackDetails.MinStarters"/>.</summary>
    public int MinStarters { get; init; }

    /// <summary>Not raced on any longer.</summary>
    public bool Retired { get; init; }

    /// <summary>The parts that decide a race.</summary>
    public TrackDetails ToDetails() => new()
    {
        Name = Name,
        TimingPoints = TimingPoints,
        GateIds = GateIds,
        Windows = Windows,
        FirstLoopStart = FirstLoopStart,
        SingleRace = SingleRace,
        MinStarters = MinStarters,
        DecoderClocks = Decoders.Any(decoder => decoder.OffsetUs is not null)
            ? [.. Decoders.Where(decoder => decoder.OffsetUs is not null).Select(decoder => new DecoderClockDetails(decoder.DecoderId, decoder.OffsetUs!.Value))]
            : null,
    };
}
