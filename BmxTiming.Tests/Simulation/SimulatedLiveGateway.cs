using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.LiveGateway.Feeds;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace BmxTiming.Tests.Simulation;

/// <summary>A live gateway with one client: the real feed, ring and session. The ring is small, so that the client falls off it.</summary>
internal sealed class SimulatedLiveGateway(TrackWorld world) : SimulatedProcess("ws-gateway")
{
    private static readonly LiveGatewayOptions s_options = new() { RingFrames = 16, MaxBurstBytes = 2_000, RaceBackfillSequences = 20 };

    private readonly FrameList _frames = new();
    private RaceFeed? _feed;
    private LiveSession? _session;
    private bool _resumes;

    /// <summary>Everything the client got, over all its connections.</summary>
    public IReadOnlyList<LiveFrame> Frames => _frames.All;

    /// <summary>Where the client stands.</summary>
    public long? LastSeq => _frames.All.Count == 0 ? null : _frames.All[^1].Seq;

    public RaceSnapshot? Snapshot => (_feed?.Ring.State as RaceChannelState)?.Snapshot;

    /// <summary>The client connects, reads, or leaves for a while.</summary>
    public void StepClient(bool leaves)
    {
        if (!IsUp || Life.IsStopped || _feed is not { IsReady: true } feed)
        {
            return;
        }

        if (leaves)
        {
            (_session, _resumes) = (null, world.Random.Next(2) == 0);
            return;
        }

        var now = LiveInstant.Now(world.Time);
        _session ??= new LiveSession(
            new LiveScope(TrackWorld.Track, Meeting: null, PublicOnly: false), [(LiveChannels.Race, feed.Ring)], s_options, _resumes ? LastSeq : null, now);
        var step = _session.Collect(_frames, now);
        _frames.Take();
        if (step.Close is not null)
        {
            (_session, _resumes) = (null, true);
        }
    }

    protected override Task RunAsync(ProcessLife life)
    {
        _session = null; // its connection went with the process before
        var link = new BrokerLink(world.Net, world.Broker, life, world.Random);
        _feed = new RaceFeed(
            TrackWorld.Track, s_options, new FeedServices(link, link, new DeadLetterSender(link), SimulationMetrics.Live, NullLogger<ChannelFeed>.Instance, world.Time));
        return _feed.RunAsync(CancellationToken.None);
    }
}
