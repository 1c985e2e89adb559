using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;

namespace BmxTiming.Server.Projections;

/// <summary>A log, and the read models that follow from it. Each has a position of its own on every track.</summary>
/// <param name="Name">Part of the checkpoint's id.</param>
/// <param name="AllSubjects">The subjects of all tracks.</param>
/// <param name="SaveEvery">Shortest time between two transactions of a track: what comes often and is of the moment only is gathered.</param>
internal sealed record ProjectionFeed(
    string Name, string Stream, string AllSubjects, Func<TrackId, string> Subject, TimeSpan SaveEvery, IReadOnlySet<string> Projections,
    Func<TrackId, IDocumentSource, IReadModels> Create)
{
    public static readonly ProjectionFeed Race = new(
        "race", StreamNames.Race, Subjects.RaceAll, Subjects.Race, TimeSpan.Zero,
        new HashSet<string>(StringComparer.Ordinal)
        {
            ProjectionNames.RaceBoard, ProjectionNames.MotoResult, ProjectionNames.ClassStanding, ProjectionNames.TrackDiagnostics,
        },
        static (track, source) => new RaceReadModels(track, source));

    public static readonly ProjectionFeed Decoder = new(
        "decoder", StreamNames.Raw, Subjects.RawAll, Subjects.Raw, TimeSpan.FromSeconds(1),
        new HashSet<string>(StringComparer.Ordinal) { ProjectionNames.DecoderHealth },
        static (track, source) => new DecoderReadModels(track, source));

    public static IReadOnlyList<ProjectionFeed> All { get; } = [Race, Decoder];
}
