using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BmxTiming.Protocol.Ids;

/// <summary>
/// Ids that a replay must recreate: UUID version 8 (RFC 9562) from SHA-256 over the parts, joined by U+001F.
/// </summary>
public static class DerivedId
{
    private const byte Separator = 0x1f;
    private const int MaxStackBytes = 512;

    /// <summary>A hash that is begun anew costs two thirds of one that is made each time, and an engine derives one for each event.</summary>
    [ThreadStatic]
    private static IncrementalHash? t_hash;

    /// <summary>The id of the <paramref name="ordinal"/>-th event (from 0) derived from the raw message with this idempotency key.</summary>
    public static MessageId OfRaceEvent(string idempotencyKey, int ordinal) =>
        new(From(idempotencyKey, ordinal.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The id of a race-control intent: the same request repeated by the same person names the same intent.</summary>
    public static MessageId OfIntent(TrackId track, string principal, string idempotencyKey) =>
        new(From(track.Value, principal, idempotencyKey));

    public static Guid From(params ReadOnlySpan<string> parts)
    {
        var length = Math.Max(0, parts.Length - 1);
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetByteCount(part);
        }

        var text = length <= MaxStackBytes ? stackalloc byte[length] : new byte[length];
        var written = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                text[written++] = Separator;
            }

            written += Encoding.UTF8.GetBytes(parts[i], text[written..]);
        }

        var sha256 = t_hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(text);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sha256.GetHashAndReset(hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // RFC 9562 variant
        return new Guid(hash[..16], bigEndian: true);
    }
}
