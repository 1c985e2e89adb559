using System.Buffers;
using System.Globalization;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>A capture, or a live stream, as JSON lines: one a frame as it comes, then the summary.</summary>
internal sealed class FrameDecoding : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly byte[] _lineBytes = new byte[BoundedLines.MaxBytes / 2];
    private readonly BoundedLines _lines = new();
    private readonly FrameJsonWriter _json;
    private readonly P3FrameReader _reader;
    private readonly TextWriter _messages;
    private CaptureFormat _format;
    private long _badLines;

    public FrameDecoding(CaptureFormat format, P3CrcMode crcMode, TextWriter messages)
    {
        _format = format;
        _messages = messages;
        _json = new FrameJsonWriter(_output);
        _reader = new P3FrameReader(new P3ReaderOptions { CrcMode = crcMode, EmitRejected = true });
    }

    public P3Counters Counters => _reader.Counters;

    /// <summary>Records, tags and values we do not understand are not wrong: decoders differ, and nothing of them is lost.</summary>
    private bool IsEverythingGood => _badLines == 0
        && Counters is { Rejected: 0, Resyncs: 0, ShortFrames: 0, Truncated: 0, TlvOverruns: 0, IncompleteRecords: 0 };

    public void Dispose() => _json.Dispose();

    /// <returns>An exit code: 0 when every frame was good, 1 when something was not.</returns>
    public async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var chunk = new byte[BoundedLines.MaxBytes];
        int read;
        while ((read = await input.ReadAsync(chunk, cancellationToken)) > 0)
        {
            Feed(chunk.AsSpan(0, read));
            await DrainAsync(output, cancellationToken);
        }

        Complete();
        await DrainAsync(output, cancellationToken);
        return IsEverythingGood ? ExitCodes.Good : ExitCodes.Finding;
    }

    private void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_format == CaptureFormat.Auto)
        {
            _format = CaptureFormats.Detect(bytes);
        }

        if (_format == CaptureFormat.Hex)
        {
            _lines.Feed(bytes, FeedHexLine);
        }
        else
        {
            FeedWire(bytes);
        }
    }

    private void Complete()
    {
        _lines.Complete(FeedHexLine);
        _reader.Complete();
        _json.WriteSummary(Counters, _badLines);
    }

    private void FeedHexLine(ReadOnlySpan<byte> line, long number, bool tooLong)
    {
        if (tooLong || !HexText.TryDecode(line, _lineBytes, out var written))
        {
            _badLines++;
            _messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {number}: not hex, skipped"));
            return;
        }

        FeedWire(_lineBytes.AsSpan(0, written));
    }

    private void FeedWire(ReadOnlySpan<byte> bytes)
    {
        while (_reader.TryRead(ref bytes, out var frame))
        {
            if (frame.Error == P3Error.None)
            {
                P3Message.Read(frame, Counters);
            }

            _json.Write(frame);
        }
    }

    private async Task DrainAsync(Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(_output.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        _output.ResetWrittenCount();
    }
}
