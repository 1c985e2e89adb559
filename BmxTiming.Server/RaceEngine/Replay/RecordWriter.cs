using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>Writes a recorded file.</summary>
internal static class RecordWriter
{
    /// <returns>How much was written, with the checksum.</returns>
    public static async Task<RecordTrailer> WriteAsync(
        Stream output, RecordHeader header, IAsyncEnumerable<RecordedMessage> history, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await PutAsync(JsonSerializer.SerializeToUtf8Bytes(header, RecordJson.Default.RecordHeader));
        var (raw, race) = (0L, 0L);
        await foreach (var message in history.WithCancellation(cancellationToken))
        {
            raw += message is RecordedRaw ? 1 : 0;
            race += message is RecordedEvent ? 1 : 0;
            var line = LineOf(message);
            await PutAsync(header.Format == RecordFormat.ArchiveVersion ? LineSum.Put(line.Span) : line);
        }

        var trailer = new RecordTrailer(raw, race, Convert.ToHexStringLower(hash.GetCurrentHash()));
        await PutAsync(JsonSerializer.SerializeToUtf8Bytes(trailer, RecordJson.Default.RecordTrailer));
        return trailer;

        async Task PutAsync(ReadOnlyMemory<byte> line)
        {
            byte[] bytes = [.. line.Span, (byte)'\n'];
            hash.AppendData(bytes);
            await gzip.WriteAsync(bytes, cancellationToken);
        }
    }

    private static ReadOnlyMemory<byte> LineOf(RecordedMessage message)
    {
        var line = new ArrayBufferWriter<byte>(message.Body.Length + 100);
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { MaxDepth = RecordFormat.MaxDepth + 1 }))
        {
            json.WriteStartObject();
            json.WriteString(RecordFormat.LogMember, LogOf(message));
            if (message is RecordedDocument document)
            {
                json.WriteString(RecordFormat.KindMember, document.Kind);
                json.WriteString(RecordFormat.IdMember, document.Id);
            }
            else
            {
                json.WriteNumber(RecordFormat.SeqMember, message.StreamSeq);
            }

            if (message is RecordedEvent race)
            {
                json.WriteNumber(RecordFormat.RawSeqMember, race.RawSeq);
                json.WriteNumber(RecordFormat.OrdinalMember, race.Ordinal);
                if (race.Fold is { } fold)
                {
                    json.WriteNumber(RecordFormat.FoldMember, fold);
                }
            }

            if (ComesBackFromALine(message.Body.Span))
            {
                json.WritePropertyName(RecordFormat.BodyMember);
                json.WriteRawValue(message.Body.Span, skipInputValidation: true);
            }
            else
            {
                json.WriteBase64String(RecordFormat.Base64Member, message.Body.Span);
            }

            json.WriteEndObject();
        }

        return line.WrittenMemory;
    }

    private static string LogOf(RecordedMessage message) => message switch
    {
        RecordedRaw => RecordFormat.Raw,
        RecordedEvent => RecordFormat.Race,
        RecordedState => RecordFormat.State,
        RecordedDocument => RecordFormat.Document,
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    /// <summary>One JSON value on one line, with nothing around it that a reader would drop.</summary>
    private static bool ComesBackFromALine(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body[0] <= ' ' || body[^1] <= ' ' || body.Contains((byte)'\n'))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = RecordFormat.MaxDepth });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
