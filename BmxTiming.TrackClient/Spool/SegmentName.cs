using System.Globalization;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// A segment file: <c>{boot ordinal}-{boot id}/{first seq}.seg</c>, both numbers zero-padded. The ordinal orders boots as they were
/// begun, because a laptop's clock, and with it the time in a boot id, may go backwards between two starts.
/// </summary>
internal readonly record struct SegmentName(int BootOrdinal, BootId Boot, long FirstSeq) : IComparable<SegmentName>
{
    public const string Extension = ".seg";

    private const int OrdinalDigits = 8;
    private const int SeqDigits = 19;

    public string Folder => string.Create(CultureInfo.InvariantCulture, $"{BootOrdinal:D8}-{Boot.Value}");

    public string File => string.Create(CultureInfo.InvariantCulture, $"{FirstSeq:D19}{Extension}");

    /// <summary>Where the boot's segments are, from the spool's folder.</summary>
    public string FolderPath => $"{SegmentStore.BootsFolder}/{Folder}";

    /// <summary>Where the segment is, from the spool's folder.</summary>
    public string Path => $"{FolderPath}/{File}";

    public static bool TryParsePath(string path, out SegmentName name)
    {
        name = default;
        return path.Split('/') is [SegmentStore.BootsFolder, var folder, var file] && TryParse(folder, file, out name);
    }

    public static bool TryParse(string folder, string file, out SegmentName name)
    {
        name = default;
        if (folder.Length <= OrdinalDigits + 1
            || folder[OrdinalDigits] != '-'
            || !int.TryParse(folder.AsSpan(0, OrdinalDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            || !BootId.TryParse(folder[(OrdinalDigits + 1)..], out var boot)
            || file.Length != SeqDigits + Extension.Length
            || !file.EndsWith(Extension, StringComparison.Ordinal)
            || !long.TryParse(file.AsSpan(0, SeqDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || first < 1)
        {
            return false;
        }

        name = new SegmentName(ordinal, boot, first);
        return true;
    }

    public int CompareTo(SegmentName other)
    {
        var byBoot = BootOrdinal.CompareTo(other.BootOrdinal);
        return byBoot != 0 ? byBoot : FirstSeq.CompareTo(other.FirstSeq);
    }

    public override string ToString() => $"{Folder}/{File}";
}
