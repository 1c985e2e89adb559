using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

/// <summary>The checker of the other tests must find what it looks for.</summary>
public sealed class FrameChainTests
{
    private static readonly LiveFrame[] s_good = FramesOf(events: 4);

    [Fact]
    public void A_whole_chain_is_good() => Assert.Null(FrameChain.Fault(s_good));

    [Fact]
    public void A_missing_event_is_found() => Assert.NotNull(FrameChain.Fault([.. s_good[..2], .. s_good[3..]]));

    [Fact]
    public void A_repeated_event_is_found() => Assert.NotNull(FrameChain.Fault([.. s_good[..3], .. s_good[2..]]));

    [Fact]
    public void A_missing_snapshot_is_found() => Assert.NotNull(FrameChain.Fault(s_good[1..]));

    [Fact]
    public void A_snapshot_that_goes_back_is_found() => Assert.NotNull(FrameChain.Fault([.. s_good, s_good[0]]));

    [Fact]
    public void A_heartbeat_ahead_of_the_client_is_found() =>
        Assert.NotNull(FrameChain.Fault([.. s_good, s_good[^1] with { Kind = LiveKinds.Heartbeat, Seq = 99 }]));

    private static LiveFrame[] FramesOf(int events)
    {
        var track = new LiveTrack(16);
        var sink = new FrameList();
        var cursor = new BmxTiming.Server.LiveGateway.Core.ClientCursor(LiveChannels.Race, track.Ring, track.Everything);
        cursor.WriteSnapshot(sink);
        track.AppendNotes(events);
        cursor.WriteNew(sink, int.MaxValue, out _);
        return [.. sink.All];
    }
}
