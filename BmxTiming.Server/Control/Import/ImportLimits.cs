namespace BmxTiming.Server.Control.Import;

/// <summary>Bounds of a file that somebody sends. One meeting has at most some hundred riders.</summary>
internal static class ImportLimits
{
    public const int MaxFileBytes = 2 * 1024 * 1024;

    /// <summary>Of a workbook after decompression: a small file may hold a very large one.</summary>
    public const int MaxInflatedBytes = 32 * 1024 * 1024;

    /// <summary>Parts of a workbook.</summary>
    public const int MaxParts = 500;

    public const int MaxRows = 2_000;

    /// <summary>Row numbers of a sheet, blank rows included.</summary>
    public const int MaxSheetRows = 20_000;

    public const int MaxColumns = 120;

    public const int MaxCellLength = 500;
}
