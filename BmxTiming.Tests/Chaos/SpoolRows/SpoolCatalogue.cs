namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>The rows of the catalogue that are the spool's.</summary>
internal static class SpoolCatalogue
{
    public static IReadOnlyList<IChaosRow> All { get; } =
    [
        new CapRow(),
        new FullDiskRow(),
        new TornWriteRow(),
        new KillRow(),
        new CrashRow(),
        new PowerCutRow(),
        new HandsRow(),
        new FailingDiskRow(),
    ];
}
