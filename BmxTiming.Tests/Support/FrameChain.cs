using BmxTiming.Protocol.Live;

namespace BmxTiming.Tests.Support;

/// <summary>Follows the frames of one channel as a careful client does and says what is wrong with them.</summary>
internal static class FrameChain
{
    /// <param name="frames">Everything one client got, in order.</param>
    /// <param name="channel">The channel to follow.</param>
    /// <param name="from">Where the client resumed; absent = it needs a snapshot first.</param>
    /// <returns>The first fault, or <c>null</c>.</returns>
    public static string? Fault(IEnumerable<LiveFrame> frames, string channel = LiveChannels.Race, long? from = null)
    {
        var last = from;
        foreach (var frame in frames.Where(frame => frame.Channel == channel))
        {
            switch (frame.Kind)
            {
                case LiveKinds.Snapshot when last > frame.Seq:
                    return $"the snapshot at {frame.Seq} goes back behind {last}";
                case LiveKinds.Snapshot:
                    last = frame.Seq;
                    break;
                case LiveKinds.Event when last is null:
                    return $"event {frame.Seq} came before a snapshot";
                case LiveKinds.Event when frame.PrevSeq != last:
                    return $"event {frame.Seq} follows {frame.PrevSeq}, the client holds {last}";
                case LiveKinds.Event when frame.Seq <= last:
                    return $"event {frame.Seq} is not behind {last}";
                case LiveKinds.Event:
                    last = frame.Seq;
                    break;
                case LiveKinds.Heartbeat when frame.Seq != (last ?? -1):
                    return $"a heartbeat says {frame.Seq}, the client holds {last}";
            }
        }

        return null;
    }

    public static IEnumerable<long> EventSeqs(IEnumerable<LiveFrame> frames, string channel = LiveChannels.Race) =>
        frames.Where(frame => frame.Channel == channel && frame.Kind == LiveKinds.Event).Select(frame => frame.Seq);
}
