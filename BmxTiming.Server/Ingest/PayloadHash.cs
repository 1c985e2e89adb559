using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// The first eight bytes of SHA-256 over a payload's bytes as received. It tells a repeated payload from another one
/// under the same key; eight bytes keep a lane's checkpoint below the broker's message limit.
/// </summary>
internal readonly record struct PayloadHash(ulong Value)
{
    public static PayloadHash Of(JsonElement payload) => Of(JsonMarshal.GetRawUtf8Value(payload));

    public static PayloadHash Of(ReadOnlySpan<byte> payload)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        return new PayloadHash(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
