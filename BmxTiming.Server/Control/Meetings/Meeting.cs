using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.Meetings;

/// <summary>A race day on a track.</summary>
internal sealed record Meeting
{
    public required string Id { get; init; }

    public required string TrackId { get; init; }

    public required string Name { get; init; }

    /// <summary>Anybody may watch without a token.</summary>
    public required bool Public { get; init; }

    /// <summary>No real riders.</summary>
    public required bool Simulated { get; init; }

    /// <summary>One of <see cref="Privacy.PublicNames"/>; absent = <see cref="Privacy.PublicNames.Default"/>.</summary>
    public string? PublicNames { get; init; }

    public string NamePolicy => PublicNames ?? Privacy.PublicNames.Default(Simulated);

    public MeetingDetails ToDetails() => new(MeetingId.Parse(Id), Name, Public, Simulated);
}
