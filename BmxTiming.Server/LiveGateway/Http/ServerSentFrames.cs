using System.Buffers;
using System.Globalization;
using System.Text;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>A burst of server-sent events. Snapshots and events carry their <c>race_seq</c> as id, so that a client resumes there.</summary>
internal sealed class ServerSentFrames : IFrameSink
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public int Length => _buffer.WrittenCount;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Write(ReadOnlySpan<byte> head, long prevSeq, ReadOnlySpan<byte> tail, long? seq)
    {
        WriteId(seq);
        _buffer.Write("data: "u8);
        _buffer.Write(head);
        WriteNumber(prevSeq);
        _buffer.Write(tail);
        _buffer.Write("\n\n"u8);
    }

    public void Write(ReadOnlySpan<byte> frame, long? seq)
    {
        WriteId(seq);
        _buffer.Write("data: "u8);
        _buffer.Write(frame);
        _buffer.Write("\n\n"u8);
    }

    public void Clear() => _buffer.ResetWrittenCount();

    private void WriteId(long? seq)
    {
        if (seq is { } id)
        {
            _buffer.Write("id: "u8);
            WriteNumber(id);
            _buffer.Write("\n"u8);
        }
    }

    private void WriteNumber(long number) => _buffer.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
}
