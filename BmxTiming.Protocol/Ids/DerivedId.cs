using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BmxTiming.Protocol.Ids;

/// <summary>
/// Ids that a replay must recreate: UUID version 8 (RFC 9562) from SHA-256 over the parts, joined by U+001F.
/// </summary>
public static class DerivedId
{
    private const char Separator = '\u001f';

    /// <summary>The id of the <paramref name="ordinal"/>-th event (from 0) derived from the raw message with this idempotency key.</summary>
    public static MessageId OfRaceEvent(string idempotencyKey, int ordinal) =>
        new(From(idempotencyKey, ordinal.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The id of a race-control intent: the same request repeated by the same person names the same intent.</summary>
    public static MessageId OfIntent(TrackId track, string principal, string idempotencyKey) =>
        new(From(track.Value, principal, idempotencyKey));

    public static Guid From(params ReadOnlySpan<string> parts)
    {
        var text = string.Join(Separator, parts!);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // RFC 9562 variant
        return new Guid(hash[..16], bigEndian: true);
    }
}
