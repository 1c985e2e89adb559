using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

/// <summary>What a reader made of a frame, kept after the frame's view is gone.</summary>
public sealed record FrameSeen(P3Message Message, string Unescaped, P3Error Error);

/// <summary>Making and reading frames in tests.</summary>
public static class FrameBytes
{
    public static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>A frame with any body, and any LENGTH or CRC where given.</summary>
    public static byte[] Make(P3Record record, string bodyHex, byte version = 2, ushort? length = null, ushort? crc = null) =>
        new P3FrameWriter(P3Authority.Decoder).Begin(record, version).AddRaw(FromHex(bodyHex)).Finish(length, crc).ToArray();

    /// <summary>Reads all, in pieces of <paramref name="chunk"/> bytes.</summary>
    public static List<FrameSeen> ReadAll(this P3FrameReader reader, ReadOnlySpan<byte> bytes, int chunk = int.MaxValue)
    {
        var seen = new List<FrameSeen>();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(chunk, bytes.Length)];
            bytes = bytes[piece.Length..];
            while (reader.TryRead(ref piece, out var frame))
            {
                seen.Add(new FrameSeen(P3Message.Read(frame, reader.Counters), Convert.ToHexString(frame.Unescaped), frame.Error));
            }
        }

        return seen;
    }

    public static P3Message ReadOne(byte[] wire) => Assert.Single(new P3FrameReader().ReadAll(wire)).Message;
}
