namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>The rows of the catalogue that are the spool's.</summary>
internal static class SpoolCatalogue
{
    public static IReadOnlyList<IChaosRow> All { get; } =
    [
        new TornWriteRow(),
        new CrashRow(),
        new FailingDiskRow(),
    ];
}
