using System.Net.WebSockets;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>
/// A board over a whole storm: it connects again when its connection ends, falls silent or says so, goes on from the last event it holds,
/// and knows whether the events of all its connections are one chain.
/// </summary>
internal sealed class LiveFollower : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);
    private static readonly Micros s_silenceUs = Micros.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _web;
    private readonly Task _following;

    private LiveFollower(Uri web, TrackId track)
    {
        (_web, Track) = (web, track);
        _following = Task.Run(FollowAsync);
    }

    public TrackId Track { get; }

    /// <summary>The last event it holds, by itself or in a snapshot.</summary>
    public long? Last { get; private set; }

    public int Connections { get; private set; }

    /// <summary>Races it saw finish.</summary>
    public int Finished { get; private set; }

    public string? Fault { get; private set; }

    public static LiveFollower Start(Uri web, TrackId track) => new(web, track);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var socket = await LiveSocket.ConnectAsync(
                    _web, $"track_id={Track}{(Last is { } last ? $"&from={last}" : "")}", _stop.Token);
                Connections++;
                await FollowAsync(socket);
            }
            catch (WebSocketException)
            {
                // Nobody takes it right now.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(s_look, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(LiveSocket socket)
    {
        var (from, seen) = (Last, 0);
        var heardUs = Micros.Now(TimeProvider.System);
        while (true)
        {
            var isOver = socket.Ended.IsCompleted || _stop.IsCancellationRequested;
            var frames = socket.Frames;
            foreach (var (frame, seenUs) in frames.Skip(seen))
            {
                heardUs = seenUs;
                isOver |= frame.Kind == LiveKinds.Error;
                Take(frame);
            }

            seen = frames.Count;
            if (isOver || Micros.Now(TimeProvider.System) - heardUs > s_silenceUs)
            {
                Fault ??= FrameChain.Fault(frames.Select(each => each.Frame), from: from) is { } fault
                    ? $"connection {Connections}, from {from}: {fault}" : null;
                return;
            }

            await Task.WhenAny(socket.Ended, Task.Delay(s_look, _stop.Token));
        }
    }

    private void Take(LiveFrame frame)
    {
        if (frame is { Channel: LiveChannels.Race, Kind: LiveKinds.Event or LiveKinds.Snapshot })
        {
            Last = frame.Seq;
            Finished += frame.Kind == LiveKinds.Event
                && frame.Payload.GetProperty(LivePayloadMembers.Kind).GetString() == RaceEventKinds.RaceFinished ? 1 : 0;
        }
    }
}
