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

    public IReadOnlyDictionary<uint, DecoderBookmark> Load()
    {
        var saved = folder.Load();
        return spool.Use(core => BookmarkTail.Apply(saved, Tail(core, saved)));
    }

    /// <summary>Saves the bookmark if all it tells of is durable; else a later call does.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void TrySave(DecoderBookmark? bookmark)
    {
        if (bookmark is null || (_saved is { } saved && bookmark.LastPassing == saved.LastPassing && bookmark.Missing.SequenceEqual(saved.Missing)))
        {
            return;
        }

        // Whoever takes messages off the queue holds this lock: with the queue and the group empty, nothing is on its way.
        var durable = spool.Use(core => queue.Reader.Count == 0 && core.PendingRecords == 0
            ? bookmark with { Boot = core.Current.Id.Value, Seq = core.NextSeq - 1 }
            : null);
        if (durable is not null)
        {
            folder.Save(durable);
            _saved = durable;
        }
    }

    private static IEnumerable<RawMessage> Tail(SpoolCore core, IReadOnlyDictionary<uint, DecoderBookmark> saved)
    {
        // From the oldest of the bookmarks on; without any, the newest boot that holds something.
        var boots = core.Boots.Where(static boot => boot.LastSeq > 0).ToArray();
        var marks = saved.Values
            .Select(bookmark => (Index: Array.FindIndex(boots, boot => boot.Id.Value == bookmark.Boot), bookmark.Seq))
            .Where(static mark => mark.Index >= 0).ToArray();
        var (start, after) = marks.Length == 0 ? (Math.Max(0, boots.Length - 1), 0) : marks.Min();
        var left = MaxTailRecords;
        for (var i = start; i < boots.Length; i++)
        {
            var seq = Math.Max(i == start ? after + 1 : 1, boots[i].FirstKeptSeq);
            seq = Math.Max(seq, boots[i].LastSeq - left + 1);
            while (seq <= boots[i].LastSeq)
            {
                var read = core.Read(boots[i].Id, seq, ReadRecords, ReadBytes);
                foreach (var record in read.Records)
                {
                    if (JsonSerializer.Deserialize(record.Span, WireJson.Default.RawMessage) is { } message)
                    {
                        yield return message;
                    }
                }

                left -= read.Records.Count;
                seq = read.Records.Count > 0 ? read.LastSeq + 1 : (read.MissingToSeq ?? boots[i].LastSeq) + 1;
            }
        }
    }
}
