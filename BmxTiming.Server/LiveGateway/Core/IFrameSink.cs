namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>Takes frames in the form of a transport: WebSocket messages or server-sent events.</summary>
internal interface IFrameSink
{
    /// <summary>Bytes taken so far.</summary>
    int Length { get; }

    /// <summary>Takes one frame that consists of <paramref name="head"/>, a number, and <paramref name="tail"/>.</summary>
    /// <param name="seq">Where a client may resume behind this frame; absent for heartbeats and errors.</param>
    void Write(ReadOnlySpan<byte> head, long prevSeq, ReadOnlySpan<byte> tail, long? seq);

    /// <summary>Takes one whole frame.</summary>
    void Write(ReadOnlySpan<byte> frame, long? seq);
}
