using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// Content of the acknowledgement file: how far the server has confirmed. Without it, or with an old one, the spool sends again what
/// it keeps and the server finds duplicates; it is never needed for correctness.
/// </summary>
internal sealed record SpoolAcks
{
    /// <summary>The stream that confirmed; another one means that confirmed records must be sent again.</summary>
    public string? StreamEpoch { get; init; }

    public long StreamSeq { get; init; }

    // Not init: generated readers set an init property that is absent to null, whatever it starts with.
    public IReadOnlyList<BootAck> Boots { get; set; } = [];

    public static SpoolAcks Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SpoolJson.Default.SpoolAcks) ?? new SpoolAcks();
        }
        catch (JsonException)
        {
            // A damaged file is as good as none.
            return new SpoolAcks();
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SpoolJson.Default.SpoolAcks);
}

/// <param name="AckedSeq">Every record up to here is on the log.</param>
/// <param name="DurableSeq">Every record up to here survives a power cut of the broker too.</param>
/// <param name="ClosedFromSeq">From here on the records were filed again under a later boot.</param>
internal sealed record BootAck(BootId BootId, long AckedSeq, long DurableSeq, long? ClosedFromSeq = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpoolAcks))]
internal sealed partial class SpoolJson : JsonSerializerContext;
