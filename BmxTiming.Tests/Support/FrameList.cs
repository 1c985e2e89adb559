using System.Globalization;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Tests.Support;

/// <summary>Takes frames as a client would read them.</summary>
internal sealed class FrameList : IFrameSink
{
    private readonly List<LiveFrame> _all = [];
    private int _taken;

    /// <summary>Bytes since the last <see cref="Take"/>.</summary>
    public int Length { get; private set; }

    public int LargestFrame { get; private set; }

    public IReadOnlyList<LiveFrame> All => _all;

    public void Write(ReadOnlySpan<byte> head, long prevSeq, ReadOnlySpan<byte> tail, long? seq) =>
        Add(Encoding.UTF8.GetString(head) + prevSeq.ToString(CultureInfo.InvariantCulture) + Encoding.UTF8.GetString(tail));

    public void Write(ReadOnlySpan<byte> frame, long? seq) => Add(Encoding.UTF8.GetString(frame));

    /// <summary>The frames since the last call: one burst.</summary>
    public IReadOnlyList<LiveFrame> Take()
    {
        var burst = _all[_taken..];
        _taken = _all.Count;
        Length = 0;
        return burst;
    }

    private void Add(string text)
    {
        Length += text.Length;
        LargestFrame = Math.Max(LargestFrame, text.Length);
        _all.Add(JsonSerializer.Deserialize(text, WireJson.Default.LiveFrame)!);
    }
}
