using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>The body of a request. Envelopes go in as the spool's bytes; gzip where it pays.</summary>
internal static class BatchBody
{
    /// <summary>Below this, compression costs more time than it saves.</summary>
    public const int GzipFromBytes = 1024;

    public static (byte[] Bytes, bool Gzip) Write(TrackId track, UplinkBatch batch, ClockReport? clock)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + batch.Records.Sum(static record => record.Length + 1));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("contract_version"u8, ContractVersions.TrackIngestV2);
            json.WriteString("track_id"u8, track.Value);
            json.WriteNumber("sent_us"u8, batch.SentUs.Value);
            if (clock is not null)
            {
                json.WriteStartObject("clock"u8);
                json.WriteNumber("offset_us"u8, clock.OffsetUs.Value);
                json.WriteNumber("uncertainty_us"u8, clock.UncertaintyUs.Value);
                json.WriteEndObject();
            }

            json.WriteStartArray("events"u8);
            foreach (var record in batch.Records)
            {
                json.WriteRawValue(record.Span, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenCount <= GzipFromBytes ? (buffer.WrittenSpan.ToArray(), false) : Compress(buffer.WrittenSpan);
    }

    private static (byte[] Bytes, bool Gzip) Compress(ReadOnlySpan<byte> plain)
    {
        using var target = new MemoryStream(plain.Length / 4);
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return target.Length < plain.Length ? (target.ToArray(), true) : (plain.ToArray(), false);
    }
}
