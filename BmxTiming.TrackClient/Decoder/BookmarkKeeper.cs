using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// Keeps bookmarks in step with the spool. The file is written only when everything captured is durable, so it is never ahead of the
/// spool; what the spool holds beyond it is read from the spool at start, so it is never behind either.
/// </summary>
internal sealed class BookmarkKeeper(BookmarkFolder folder, SpoolHost spool, CaptureQueue queue)
{
    /// <summary>Most records read back at start: many hours more than are ever written between two saves.</summary>
    public const int MaxTailRecords = 20_000;

    private const int ReadRecords = 500;
    private const int ReadBytes = 1024 * 1024;

    private DecoderBookmark? _saved;

    public IReadOnlyDictionary<uint, DecoderBookmark> Load() => spool.Use(core =>
    {
        var tail = new BookmarkTail(folder.Load(), [.. core.Boots.Select(static boot => boot.Id)]);
        foreach (var message in Newest(core))
        {
            tail.Add(message);
        }

        return tail.Bookmarks();
    });

    /// <summary>Saves the bookmark if all it tells of is durable; else a later call does.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void TrySave(DecoderBookmark? bookmark)
    {
        if (bookmark is null || (_saved is { } saved && bookmark.LastPassing == saved.LastPassing && bookmark.StartAfter == saved.StartAfter
            && bookmark.Missing.SequenceEqual(saved.Missing)))
        {
            return;
        }

        // Whoever takes messages off the queue holds this lock: with the queue and the group empty, nothing is on its way.
        // A boot without a record leaves no trace in the spool, so no bookmark may refer to it.
        var durable = spool.Use(core => queue.Reader.Count == 0 && core.PendingRecords == 0 && core.NextSeq > 1
            ? bookmark with { Boot = core.Current.Id.Value, Seq = core.NextSeq - 1 }
            : null);
        if (durable is not null)
        {
            folder.Save(durable);
            _saved = durable;
        }
    }

    // Of all boots, oldest first: the last ones may have ended before the decoder said anything, or before a bookmark was saved.
    private static IEnumerable<RawMessage> Newest(SpoolCore core)
    {
        var starts = new Stack<(SpoolBoot Boot, long Seq)>();
        var left = (long)MaxTailRecords;
        for (var i = core.Boots.Count - 1; i >= 0 && left > 0; i--)
        {
            var boot = core.Boots[i];
            var seq = Math.Max(boot.FirstKeptSeq, boot.LastSeq - left + 1);
            left -= boot.LastSeq - seq + 1;
            starts.Push((boot, seq));
        }

        foreach (var (boot, start) in starts)
        {
            for (var seq = start; seq <= boot.LastSeq;)
            {
                var read = core.Read(boot.Id, seq, ReadRecords, ReadBytes);
                foreach (var record in read.Records)
                {
                    if (JsonSerializer.Deserialize(record.Span, WireJson.Default.RawMessage) is { } message)
                    {
                        yield return message;
                    }
                }

                seq = read.Records.Count > 0 ? read.LastSeq + 1 : (read.MissingToSeq ?? boot.LastSeq) + 1;
            }
        }
    }
}
