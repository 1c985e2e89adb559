using System.Text;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// A lane as bytes for the bucket: at most 64 boots with 1 024 entries and 1 984 with a number each stay below the
/// broker's limit of 1 MiB for a message, which JSON would not.
/// </summary>
internal static class LaneCheckpoint
{
    private const byte FormatVersion = 2;

    public static byte[] Write(TrackLane lane, string streamEpoch)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(FormatVersion);
        writer.Write(streamEpoch);
        writer.Write(lane.LastStreamSeq);
        writer.Write(lane.LastMessageId ?? "");
        foreach (var (sender, boot) in lane.Boots)
        {
            writer.Write(sender.Client.Value);
            writer.Write(sender.Boot.Value);
            writer.Write(boot.LastSeq);
            var recent = boot.Recent();
            writer.Write7BitEncodedInt(recent.Count);
            var previous = 0L;
            foreach (var entry in recent)
            {
                writer.Write7BitEncodedInt64(entry.Seq - previous);
                writer.Write7BitEncodedInt64(entry.ToSeq - entry.Seq);
                writer.Write(entry.Hash.Value);
                previous = entry.Seq;
            }
        }

        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary><c>null</c> when the bytes are not a checkpoint of this form or of another stream: then the log is read from its start.</summary>
    public static TrackLane? TryRead(byte[] bytes, string streamEpoch)
    {
        try
        {
            using var buffer = new MemoryStream(bytes);
            using var reader = new BinaryReader(buffer, Encoding.UTF8);
            if (reader.ReadByte() != FormatVersion || reader.ReadString() != streamEpoch)
            {
                return null;
            }

            var lastStreamSeq = reader.ReadUInt64();
            var lastMessageId = reader.ReadString() is { Length: > 0 } id ? id : null;
            var boots = new List<(Sender, LaneBoot)>();
            while (buffer.Position < buffer.Length)
            {
                var sender = new Sender(ClientId.Parse(reader.ReadString()), BootId.Parse(reader.ReadString()));
                var lastSeq = reader.ReadInt64();
                boots.Add((sender, LaneBoot.Restore(lastSeq, ReadEntries(reader))));
            }

            return TrackLane.Restore(lastStreamSeq, lastMessageId, boots);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static List<LaneEntry> ReadEntries(BinaryReader reader)
    {
        var count = Math.Min(reader.Read7BitEncodedInt(), LaneBoot.Window);
        var entries = new List<LaneEntry>(count);
        var seq = 0L;
        for (var i = 0; i < count; i++)
        {
            seq += reader.Read7BitEncodedInt64();
            entries.Add(new LaneEntry(seq, seq + reader.Read7BitEncodedInt64(), new PayloadHash(reader.ReadUInt64())));
        }

        return entries;
    }
}
