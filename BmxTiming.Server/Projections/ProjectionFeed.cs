using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Projections.Apply;

namespace BmxTiming.Server.Projections;

/// <summary>A log, and the read models that follow from it. Each has a position of its own on every track.</summary>
/// <param name="Name">Part of the checkpoint's id.</param>
/// <param name="AllSubjects">The subjects of all tracks.</param>
/// <param name="Create">Read models that go on from what a source has.</param>
/// <param name="CreateAside">Read models that begin with nothing, to be put in the place of the stored ones.</param>
/// <param name="SaveEvery">Shortest time between two transactions of a track: what comes often and is of the moment only is gathered.</param>
internal sealed record ProjectionFeed(
    string Name, string Stream, string AllSubjects, Func<TrackId, string> Subject, TimeSpan SaveEvery, IReadOnlySet<string> Projections,
    Func<TrackId, IDocumentSource, IReadModels> Create, Func<TrackId, IReadModels> CreateAside)
{
    public static readonly ProjectionFeed Race = new(
        "race", StreamNames.Race, Subjects.RaceAll, Subjects.Race, TimeSpan.Zero,
        new HashSet<string>(StringComparer.Ordinal)
        {
            ProjectionNames.RaceBoard, ProjectionNames.MotoResult, ProjectionNames.ClassStanding, ProjectionNames.TrackDiagnostics,
        },
        static (track, source) => new RaceReadModels(track, source),
        static track => new RaceReadModels(track, new EmptyDocumentSource(), new BoardAside(track)));

    public static readonly ProjectionFeed Decoder = new(
        "decoder", StreamNames.Raw, Subjects.RawAll, Subjects.Raw, TimeSpan.FromSeconds(1),
        new HashSet<string>(StringComparer.Ordinal) { ProjectionNames.DecoderHealth },
        static (track, source) => new DecoderReadModels(track, source),
        static track => new DecoderReadModels(track, new EmptyDocumentSource()));

    public static IReadOnlyList<ProjectionFeed> All { get; } = [Race, Decoder];
}
