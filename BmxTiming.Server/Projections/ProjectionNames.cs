namespace BmxTiming.Server.Projections;

/// <summary>The projections, by the names people build them anew with.</summary>
internal static class ProjectionNames
{
    public const string RaceBoard = "race-board";
    public const string MotoResult = "moto-result";
    public const string ClassStanding = "class-standing";
    public const string TrackDiagnostics = "track-diagnostics";
    public const string DecoderHealth = "decoder-health";

    public static IReadOnlySet<string> All { get; } =
        new SortedSet<string>([RaceBoard, MotoResult, ClassStanding, TrackDiagnostics, DecoderHealth], StringComparer.Ordinal);
}
