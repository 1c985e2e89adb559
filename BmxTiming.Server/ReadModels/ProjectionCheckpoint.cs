using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.ReadModels;

/// <summary>
/// How far a projection has come on a track. Its revision in the store is <see cref="StreamSeq"/>, so that of two
/// writers at the same place only one can commit.
/// </summary>
internal sealed record ProjectionCheckpoint
{
    public required string Id { get; init; }

    /// <summary>Sequence, in the race event stream, of the last event taken in.</summary>
    public required long StreamSeq { get; init; }

    public static string IdOf(string projection, TrackId track) => $"{projection}:{track.Value}";
}
