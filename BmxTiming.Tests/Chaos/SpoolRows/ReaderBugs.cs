using System.Buffers.Binary;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>Mistakes of reading, built in by changing what is read into what the mistaken reader would have made of it.</summary>
internal static class ReaderBugs
{
    private const int CrcOffset = 16;

    /// <summary>Believes that what is behind a damaged place can not be right either.</summary>
    internal sealed class StopAtDamage(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override int Read(string path, long offset, Span<byte> target)
        {
            var count = Inner.Read(path, offset, target);
            if (SegmentName.TryParsePath(path, out _))
            {
                var at = 0;
                while (SpoolRecord.TryRead(target[at..count], out _, out var payload))
                {
                    at += SpoolRecord.SizeOf(payload.Length);
                }

                target[at..count].Clear();
            }

            return count;
        }
    }

    /// <summary>Writes and checks a checksum over the payload alone, so a number or a length can be wrong unnoticed.</summary>
    internal sealed class PayloadCrc(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Write(string path, long offset, ReadOnlySpan<byte> bytes)
        {
            var changed = bytes.ToArray();
            if (SegmentName.TryParsePath(path, out _))
            {
                ForEachHeader(changed, static record => BinaryPrimitives.WriteUInt32LittleEndian(record.Span[CrcOffset..], OfPayload(record.Span)));
            }

            Inner.Write(path, offset, changed);
        }

        public override int Read(string path, long offset, Span<byte> target)
        {
            var count = Inner.Read(path, offset, target);
            if (SegmentName.TryParsePath(path, out _))
            {
                var read = target[..count].ToArray();
                ForEachHeader(read, static record =>
                {
                    if (BinaryPrimitives.ReadUInt32LittleEndian(record.Span[CrcOffset..]) == OfPayload(record.Span))
                    {
                        SpoolRecord.Write(record.Span, BinaryPrimitives.ReadInt64LittleEndian(record.Span[8..]), record.Span[SpoolRecord.HeaderBytes..].ToArray());
                    }
                });
                read.CopyTo(target);
            }

            return count;
        }

        // The checksum of a record whose number is 0 stands for one over the payload.
        private static uint OfPayload(ReadOnlySpan<byte> record)
        {
            var alone = new byte[record.Length];
            SpoolRecord.Write(alone, 0, record[SpoolRecord.HeaderBytes..]);
            return BinaryPrimitives.ReadUInt32LittleEndian(alone.AsSpan(CrcOffset));
        }

        private static void ForEachHeader(Memory<byte> bytes, Action<Memory<byte>> action)
        {
            for (var at = 0; at + SpoolRecord.HeaderBytes <= bytes.Length;)
            {
                var rest = bytes[at..];
                var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]);
                if (SpoolRecord.TryReadHeader(rest.Span, out _) && length >= 0 && length <= rest.Length - SpoolRecord.HeaderBytes)
                {
                    action(rest[..SpoolRecord.SizeOf(length)]);
                    at += SpoolRecord.SizeOf(length);
                }
                else
                {
                    at++;
                }
            }
        }
    }
}
