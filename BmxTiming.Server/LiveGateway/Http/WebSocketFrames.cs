using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>A burst of WebSocket frames in one pooled buffer, so that it costs one write.</summary>
internal sealed class WebSocketFrames : IFrameSink, IDisposable
{
    private const byte TextFrame = 0x81;
    private const byte CloseFrame = 0x88;
    private const int MaxHeader = 10;
    private const int MaxNumber = 20;

    private byte[] _buffer = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Write(ReadOnlySpan<byte> head, long prevSeq, ReadOnlySpan<byte> tail, long? seq)
    {
        Span<byte> number = stackalloc byte[MaxNumber];
        Utf8Formatter.TryFormat(prevSeq, number, out var digits);
        BeginFrame(TextFrame, head.Length + digits + tail.Length);
        Append(head);
        Append(number[..digits]);
        Append(tail);
    }

    public void Write(ReadOnlySpan<byte> frame, long? seq)
    {
        BeginFrame(TextFrame, frame.Length);
        Append(frame);
    }

    public void WriteClose(int code)
    {
        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        BeginFrame(CloseFrame, payload.Length);
        Append(payload);
    }

    /// <summary>Gives the buffer back: an idle connection holds none.</summary>
    public void Clear()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        Length = 0;
    }

    public void Dispose() => Clear();

    // RFC 6455 section 5.2: servers send unmasked.
    private void BeginFrame(byte first, int length)
    {
        Reserve(MaxHeader + length);
        _buffer[Length++] = first;
        if (length < 126)
        {
            _buffer[Length++] = (byte)length;
        }
        else if (length <= ushort.MaxValue)
        {
            _buffer[Length++] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(Length), (ushort)length);
            Length += 2;
        }
        else
        {
            _buffer[Length++] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(_buffer.AsSpan(Length), (ulong)length);
            Length += 8;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - Length >= bytes)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, Math.Max(Length + bytes, _buffer.Length * 2)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
