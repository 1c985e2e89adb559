using System.Globalization;
using System.Text.Json;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>One small file per decoder, replaced as a whole.</summary>
internal sealed class BookmarkFolder(string path)
{
    private const string Pattern = "decoder-*.json";

    /// <summary>All bookmarks; a file that can not be read counts as none, which costs copies that the server knows.</summary>
    public IReadOnlyDictionary<uint, DecoderBookmark> Load()
    {
        var found = new Dictionary<uint, DecoderBookmark>();
        if (!Directory.Exists(path))
        {
            return found;
        }

        foreach (var file in Directory.EnumerateFiles(path, Pattern))
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(file), BookmarkJson.Default.DecoderBookmark) is { Missing: not null } bookmark)
                {
                    found[bookmark.DecoderId] = bookmark;
                }
            }
            catch (Exception damaged) when (damaged is JsonException or IOException or UnauthorizedAccessException)
            {
                // Written by a disk that failed; the decoder's SESSION and the spool say the rest.
                continue;
            }
        }

        return found;
    }

    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Save(DecoderBookmark bookmark)
    {
        Directory.CreateDirectory(path);
        var target = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"decoder-{bookmark.DecoderId}.json"));
        var temporary = target + ".tmp";
        using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(handle, JsonSerializer.SerializeToUtf8Bytes(bookmark, BookmarkJson.Default.DecoderBookmark), 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(temporary, target, overwrite: true);
    }
}
