using System.IO.Compression;
using BmxTiming.Protocol.Ingest;
using Microsoft.AspNetCore.Http.Features;

namespace BmxTiming.Server.Ingest;

/// <summary>Reads a body, compressed or not, and stops at the limit, so that a small bomb cannot fill the memory.</summary>
internal static class RequestBody
{
    /// <summary>Compression never makes a body much longer, so more than this is not a batch.</summary>
    private const int CompressedSlack = 64 * 1024;

    public static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() && request.GetTypedHeaders().ContentType is { } type
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body's bytes after decompression, or why there are none.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, BatchRefusal? Refusal)> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes + CompressedSlack)
        {
            return (default, TooLarge(maxBytes));
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes + CompressedSlack;
        }

        var encoding = request.Headers.ContentEncoding.ToString();
        await using var plain = encoding switch
        {
            "" or "identity" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            _ => null,
        };
        if (plain is null)
        {
            return (default, new BatchRefusal(
                StatusCodes.Status415UnsupportedMediaType, IngestCodes.UnsupportedMediaType, "Content-Encoding must be gzip, br or absent."));
        }

        try
        {
            return await ReadPlainAsync(plain, maxBytes, cancellationToken);
        }
        catch (BadHttpRequestException e)
        {
            return (default, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(maxBytes) : BatchRefusal.Body(e.Message));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException && encoding is "gzip" or "br")
        {
            return (default, BatchRefusal.Body("The body is not " + encoding + "."));
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Body, BatchRefusal? Refusal)> ReadPlainAsync(
        Stream plain, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(16 * 1024, maxBytes + 1)];
        var length = 0;
        int read;
        while ((read = await plain.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > maxBytes)
            {
                return (default, TooLarge(maxBytes));
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
            }
        }

        return (buffer.AsMemory(0, length), null);
    }

    private static BatchRefusal TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, IngestCodes.BodyTooLarge, $"The body is longer than {maxBytes} bytes after decompression.");
}
