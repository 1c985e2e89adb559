using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>
/// Reads a recorded file. Whether it is whole is known at its end only: until <see cref="ReadAsync"/> has ended without
/// a <see cref="RecordFileException"/>, nothing it gave may be believed.
/// </summary>
internal sealed class RecordReader(Stream input) : IAsyncDisposable
{
    private readonly PipeReader _lines = PipeReader.Create(new GZipStream(input, CompressionMode.Decompress));
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasSums;
    private long _line;
    private long _bytes;

    /// <summary>What stands on the file's last line; known once all was read.</summary>
    public RecordTrailer? Trailer { get; private set; }

    public async Task<RecordHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        byte[]? line;
        try
        {
            line = await NextLineAsync(cancellationToken);
        }
        catch (RecordFileException e) when (e.Code == RecordFileException.Damaged)
        {
            throw NotARecord(e);
        }

        if (line is null)
        {
            throw new RecordFileException(RecordFileException.Truncated, "The file is empty.");
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            var format = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("format"u8, out var named)
                && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
            if (format is null)
            {
                throw NotARecord();
            }

            if (format is not (RecordFormat.Version or RecordFormat.ArchiveVersion))
            {
                throw new RecordFileException(
                    RecordFileException.UnsupportedFormat,
                    $"The file has the format '{format}'; this version reads {RecordFormat.Version} and {RecordFormat.ArchiveVersion}.");
            }

            _hash.AppendData(line);
            _hasSums = format == RecordFormat.ArchiveVersion;
            var header = json.RootElement.Deserialize(RecordJson.Default.RecordHeader);
            return header is null || _hasSums != header.Archive is not null ? throw NotARecord() : header;
        }
        catch (JsonException e)
        {
            throw NotARecord(e);
        }
    }

    /// <summary>The messages, in their order; checks the whole file on the way.</summary>
    public async IAsyncEnumerable<RecordedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (raw, race) = (0L, 0L);
        while (await NextLineAsync(cancellationToken) is { } line)
        {
            if (TryReadTrailer(line) is { } trailer)
            {
                Check(trailer, raw, race);
                Trailer = trailer;
                if (await NextLineAsync(cancellationToken) is not null || !EndsWithItsLength())
                {
                    throw Damaged("There is something behind the file's last line.");
                }

                yield break;
            }

            if (_hasSums && !LineSum.IsRight(line))
            {
                throw Damaged($"Line {_line} is not what was written.");
            }

            _hash.AppendData(line);
            var message = MessageOf(line);
            raw += message is RecordedRaw ? 1 : 0;
            race += message is RecordedEvent ? 1 : 0;
            yield return message;
        }

        throw new RecordFileException(RecordFileException.Truncated, $"The file ends after {raw} messages and {race} events, without its checksum.");
    }

    public async ValueTask DisposeAsync()
    {
        await _lines.CompleteAsync();
        _hash.Dispose();
    }

    /// <summary>A line with its end; <c>null</c> at the end of the file.</summary>
    private async Task<byte[]?> NextLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result;
            try
            {
                result = await _lines.ReadAsync(cancellationToken);
            }
            catch (InvalidDataException e)
            {
                throw Damaged($"The file cannot be unpacked behind line {_line}: {e.Message}", e);
            }
            catch (EndOfStreamException e)
            {
                throw new RecordFileException(RecordFileException.Truncated, $"The packed file ends too early, behind line {_line}.", e);
            }

            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var behind = result.Buffer.GetPosition(1, end);
                var line = result.Buffer.Slice(0, behind).ToArray();
                _lines.AdvanceTo(behind);
                _line++;
                _bytes += line.Length;
                return line;
            }

            if (result.Buffer.Length > RecordFormat.MaxLineBytes)
            {
                throw Damaged($"Line {_line + 1} is longer than any message can be.");
            }

            if (result.IsCompleted)
            {
                return result.Buffer.IsEmpty
                    ? null
                    : throw new RecordFileException(RecordFileException.Truncated, $"The file ends in the middle of line {_line + 1}.");
            }

            _lines.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Packed content ends with its length; what stands behind it would not be noticed by the unpacking.</summary>
    private bool EndsWithItsLength()
    {
        if (!input.CanSeek)
        {
            return true;
        }

        Span<byte> end = stackalloc byte[sizeof(uint)];
        input.Seek(-end.Length, SeekOrigin.End);
        input.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)_bytes;
    }

    private static RecordTrailer? TryReadTrailer(byte[] line)
    {
        if (!line.AsSpan().StartsWith("{\"raw\":"u8))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(line, RecordJson.Default.RecordTrailer);
        }
        catch (JsonException e)
        {
            throw Damaged("The file's last line cannot be read.", e);
        }
    }

    private void Check(RecordTrailer trailer, long raw, long race)
    {
        if (trailer.Raw != raw || trailer.Race != race || trailer.Sha256 != Convert.ToHexStringLower(_hash.GetCurrentHash()))
        {
            throw Damaged("The checksum at the end of the file is not that of its content.");
        }
    }

    private RecordedMessage MessageOf(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = RecordFormat.MaxDepth + 1 });
            var root = json.RootElement;
            var body = root.TryGetProperty(RecordFormat.BodyMember, out var value)
                ? JsonMarshal.GetRawUtf8Value(value).ToArray()
                : root.GetProperty(RecordFormat.Base64Member).GetBytesFromBase64();
            var log = root.GetProperty(RecordFormat.LogMember).GetString();
            if (_hasSums && log == RecordFormat.Document)
            {
                return new RecordedDocument(Text(root, RecordFormat.KindMember), Text(root, RecordFormat.IdMember), body);
            }

            var seq = root.GetProperty(RecordFormat.SeqMember).GetInt64();
            return log switch
            {
                RecordFormat.Raw => new RecordedRaw(seq, body),
                RecordFormat.State when _hasSums => new RecordedState(seq, body),
                RecordFormat.Race => new RecordedEvent(
                    seq,
                    root.GetProperty(RecordFormat.RawSeqMember).GetInt64(),
                    root.GetProperty(RecordFormat.OrdinalMember).GetInt32(),
                    root.TryGetProperty(RecordFormat.FoldMember, out var fold) ? fold.GetInt64() : null,
                    body),
                var other => throw Damaged($"Line {_line} holds a message of '{other}'."),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw Damaged($"Line {_line} cannot be read.", e);
        }
    }

    private static string Text(JsonElement line, ReadOnlySpan<byte> member) => line.GetProperty(member).GetString() ?? throw new FormatException();

    private static RecordFileException NotARecord(Exception? inner = null) =>
        new(RecordFileException.NotARecord, $"The file is no recorded race ({RecordFormat.Version}).", inner);

    private static RecordFileException Damaged(string message, Exception? inner = null) =>
        new(RecordFileException.Damaged, message, inner);
}
