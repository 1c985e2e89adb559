using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;

namespace BmxTiming.Server.ReadModels;

/// <summary>A track's race as boards show it; survives the streams.</summary>
internal sealed record RaceBoard
{
    /// <summary>The track.</summary>
    public required string Id { get; init; }

    /// <summary>Sequence, in the race event stream, of the last event in it.</summary>
    public long StreamSeq { get; init; }

    public required RaceSnapshot Snapshot { get; init; }

    public static RaceBoard Empty(TrackId track) => new() { Id = track.Value, Snapshot = RaceSnapshot.Empty(track) };
}
