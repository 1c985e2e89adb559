using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.LiveGateway.Feeds;

/// <summary>Race events of a track, from the engine's latest snapshot on; without a snapshot from the start of the log.</summary>
internal sealed class RaceFeed(TrackId track, LiveGatewayOptions options, FeedServices services)
    : ChannelFeed(track, new TrackRing(options.RingFrames, RaceChannelState.Start(RaceSnapshot.Empty(track), Micros.Zero)), services)
{
    private RaceChannelState _state = RaceChannelState.Start(RaceSnapshot.Empty(track), Micros.Zero);

    protected override async Task<FeedStart> StartAsync(IBroker broker, CancellationToken cancellationToken)
    {
        var subject = Subjects.Race(Track);
        // In this order: the log can only have grown past the snapshot.
        var stored = await broker.LastAsync(StreamNames.Snapshot, Subjects.SnapshotsOf(Track), cancellationToken);
        var last = await broker.LastAsync(StreamNames.Race, subject, cancellationToken);
        var snapshot = stored is { } found ? Read(found) : null;
        _state = RaceChannelState.Start(snapshot ?? RaceSnapshot.Empty(Track), Now.WallUs);
        Ring.Reset(_state);

        var behind = snapshot is null ? 0UL : (ulong)(stored?.NumberHeader(MessageHeaders.StreamSeq) ?? 0);
        var backfill = (ulong)options.RaceBackfillSequences;
        var readFrom = behind > backfill ? behind + 1 - backfill : 1;
        return new FeedStart(StreamNames.Race, subject, readFrom, last?.StreamSeq ?? 0);
    }

    protected override void Take(LogMessage message, LiveInstant now, bool live)
    {
        RaceEvent? race;
        try
        {
            race = RaceEvent.Read(message.Data);
        }
        catch (JsonException e)
        {
            Skipped(message, e.Message);
            return;
        }

        if (race is null || race.TrackId != Track)
        {
            Skipped(message, "not an event of this track");
            return;
        }

        _state = race.RaceSeq > _state.Seq ? _state.After(race, Reduce(race, message)) : _state.Remember(race);
        var capturedUs = live ? CapturedUs(race) : null;
        Ring.Append(FrameJson.Event(race, _state.IsPublic(race.MeetingId), now.MonotonicUs, capturedUs), _state);
    }

    private RaceSnapshot Reduce(RaceEvent race, LogMessage message)
    {
        try
        {
            return RaceSnapshotReducer.Apply(_state.Snapshot, race);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NullReferenceException)
        {
            // A payload that lacks a member shows in the reducer in one of these ways. Clients get the event as it is;
            // only the snapshot can not follow it.
            Skipped(message, e.Message);
            return _state.Snapshot with { RaceSeq = race.RaceSeq };
        }
    }

    /// <summary>Server time, as far as the event says it: <c>ts_us</c> is on the track's clock.</summary>
    private static Micros? CapturedUs(RaceEvent race) =>
        race.Payload.ValueKind == JsonValueKind.Object
        && race.Payload.TryGetProperty("captured_us", out var captured)
        && captured.ValueKind == JsonValueKind.Number
        && captured.TryGetInt64(out var value)
            ? new Micros(value)
            : null;

    private RaceSnapshot? Read(LogMessage stored)
    {
        try
        {
            var snapshot = JsonSerializer.Deserialize(stored.Data.Span, WireJson.Default.RaceSnapshot);
            if (snapshot is not null && snapshot.Schema == RaceSnapshot.CurrentSchema && snapshot.TrackId == Track)
            {
                return snapshot;
            }

            Unreadable(stored.StreamSeq, "a snapshot of another schema or track");
        }
        catch (JsonException e)
        {
            Unreadable(stored.StreamSeq, e.Message);
        }

        return null;
    }
}
