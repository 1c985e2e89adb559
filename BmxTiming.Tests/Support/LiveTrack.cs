using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Tests.Support;

/// <summary>The race ring of one track, filled as the gateway's feed fills it, and all that went into it.</summary>
internal sealed class LiveTrack
{
    private readonly List<(LiveMessage Message, RaceEvent Event)> _log = [];
    private RaceChannelState _state;

    public LiveTrack(int capacity, string track = "track-a")
    {
        Track = TrackId.Parse(track);
        Events = new LiveEvents(Track);
        _state = RaceChannelState.Start(RaceSnapshot.Empty(Track), Micros.Zero);
        Ring = new TrackRing(capacity, _state);
    }

    public TrackId Track { get; }

    public TrackRing Ring { get; }

    public LiveEvents Events { get; }

    public IReadOnlyList<(LiveMessage Message, RaceEvent Event)> Log => _log;

    public LiveScope Everything => new(Track, null, PublicOnly: false);

    public LiveScope Public => new(Track, null, PublicOnly: true);

    public LiveScope Of(string meeting) => new(Track, MeetingId.Parse(meeting), PublicOnly: false);

    public void Append(RaceEvent message, Micros appendedUs = default)
    {
        _state = _state.After(message, RaceSnapshotReducer.Apply(_state.Snapshot, message));
        var frame = FrameJson.Event(message, _state.IsPublic(message.MeetingId), appendedUs, null);
        _log.Add((frame, message));
        Ring.Append(frame, _state);
    }

    public void AppendNotes(int count, string? meeting = null)
    {
        for (var i = 0; i < count; i++)
        {
            Append(Events.Note(meeting));
        }
    }
}
