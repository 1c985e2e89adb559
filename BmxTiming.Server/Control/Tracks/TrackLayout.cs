namespace BmxTiming.Server.Control.Tracks;

/// <summary>What a track is like, for people: nothing of it decides a race.</summary>
/// <param name="LengthM">Along the centre line, m.</param>
/// <param name="HillM">Height of the start hill, m.</param>
/// <param name="Lanes">Of the gate.</param>
/// <param name="Sections">In the order they are ridden.</param>
internal sealed record TrackLayout(int? LengthM = null, int? HillM = null, int? Lanes = null, IReadOnlyList<TrackSection>? Sections = null);

/// <summary>A part of the track between two timing points.</summary>
/// <param name="From"><see cref="Gate"/>, or the id of a timing point.</param>
/// <param name="To">The id of a later timing point.</param>
internal sealed record TrackSection(string Name, string From, string To, int? LengthM = null)
{
    public const string Gate = "gate";
}

/// <summary>A decoder of the track.</summary>
/// <param name="Name">Where it stands, such as <c>hill</c>.</param>
/// <param name="OffsetUs">Added to its clock to get the track's time, µs; absent = its clock is the track's.</param>
internal sealed record TrackDecoder(uint DecoderId, string Name, Protocol.Time.Micros? OffsetUs = null);
