using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>JSON lines as written by <see cref="FrameDecoding"/> back to wire bytes, as hex lines or as they are.</summary>
internal sealed class FrameEncoding(bool binary, TextWriter messages)
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly BoundedLines _lines = new();
    private readonly FrameJsonReader _reader = new();
    private long _badLines;

    /// <returns>An exit code: 0 when every line was encoded, 1 when one was not.</returns>
    public async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var chunk = new byte[BoundedLines.MaxBytes];
        int read;
        while ((read = await input.ReadAsync(chunk, cancellationToken)) > 0)
        {
            _lines.Feed(chunk.AsSpan(0, read), EncodeLine);
            await DrainAsync(output, cancellationToken);
        }

        _lines.Complete(EncodeLine);
        await DrainAsync(output, cancellationToken);
        return _badLines == 0 ? ExitCodes.Good : ExitCodes.Finding;
    }

    private void EncodeLine(ReadOnlySpan<byte> line, long number, bool tooLong)
    {
        var text = line.Trim(" \t\r"u8);
        if (tooLong)
        {
            Refuse(number, "too long");
            return;
        }

        if (text.IsEmpty)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(text.ToArray());
            Encode(document.RootElement, number);
        }
        catch (JsonException)
        {
            Refuse(number, "not JSON");
        }
        catch (InvalidOperationException)
        {
            // JsonElement reports half a surrogate pair this way, only when the string is asked for.
            Refuse(number, "a string that is no text");
        }
    }

    private void Encode(JsonElement line, long number)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            Refuse(number, "not a JSON object");
        }
        else if (line.TryGetProperty("frames", out _) && !line.TryGetProperty("record", out _))
        {
            // The summary that ends a decoded capture.
        }
        else if (!_reader.TryRead(line, out var wire, out var problem))
        {
            Refuse(number, problem);
        }
        else if (binary)
        {
            _output.Write(wire);
        }
        else
        {
            _output.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(wire)));
            _output.Write("\n"u8);
        }
    }

    private void Refuse(long number, string problem)
    {
        _badLines++;
        messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {number}: {problem}"));
    }

    private async Task DrainAsync(Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(_output.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        _output.ResetWrittenCount();
    }
}
