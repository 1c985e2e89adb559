using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.ReadModels;

/// <summary>The documents that projections write and control reads.</summary>
internal static class ReadModelDocuments
{
    public static DocumentTypes AddReadModels(this DocumentTypes types) => types
        .Add<RaceBoard>(DocumentTypes.ReadSchema)
        .Add<MotoResult>(DocumentTypes.ReadSchema, false, x => x.TrackId, x => x.MeetingId, x => x.StagedSeq)
        .Add<ClassStanding>(DocumentTypes.ReadSchema, false, x => x.TrackId, x => x.MeetingId)
        .Add<TrackDiagnostics>(DocumentTypes.ReadSchema, false, x => x.TrackId)
        .Add<DecoderHealth>(DocumentTypes.ReadSchema, false, x => x.TrackId)
        .Add<ProjectionCheckpoint>(DocumentTypes.ReadSchema, revisioned: true)
        .Add<ProjectionGeneration>(DocumentTypes.ReadSchema)
        .Add<RebuildRequest>(DocumentTypes.ReadSchema);
}
