using System.Collections.Immutable;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>
/// The race snapshot of a track and what is needed to show parts of it: which meetings are public, and which meeting a
/// run belongs to. What is not known to be public is not.
/// </summary>
internal sealed class RaceChannelState : ChannelState
{
    /// <summary>Meetings whose flag is remembered; an old one that is forgotten counts as not public.</summary>
    private const int MaxMeetings = 64;

    private readonly ImmutableSortedDictionary<MeetingId, bool> _publicMeetings;
    private readonly ImmutableSortedDictionary<string, MeetingId> _meetingOfRun;
    private readonly Micros _tsUs;
    private byte[]? _everything;
    private byte[]? _publicPart;

    private RaceChannelState(
        RaceSnapshot snapshot, Micros tsUs, ImmutableSortedDictionary<MeetingId, bool> publicMeetings,
        ImmutableSortedDictionary<string, MeetingId> meetingOfRun)
    {
        Snapshot = snapshot;
        _tsUs = tsUs;
        _publicMeetings = publicMeetings;
        _meetingOfRun = meetingOfRun;
        RunOpen = snapshot.Runs.Any(IsOpen);
    }

    public RaceSnapshot Snapshot { get; }

    public override long Seq => Snapshot.RaceSeq;

    public override bool RunOpen { get; }

    public static RaceChannelState Start(RaceSnapshot snapshot, Micros tsUs) => new(
        snapshot,
        tsUs,
        Learn(ImmutableSortedDictionary<MeetingId, bool>.Empty, snapshot.Meeting),
        ImmutableSortedDictionary.Create<string, MeetingId>(StringComparer.Ordinal));

    /// <summary>The state after <paramref name="message"/>; <paramref name="reduced"/> is the reducer's answer to it.</summary>
    public RaceChannelState After(RaceEvent message, RaceSnapshot reduced)
    {
        var meetingOfRun = _meetingOfRun;
        if (message is { RunId: { } run, MeetingId: { } meeting })
        {
            meetingOfRun = meetingOfRun.SetItem(run.Value, meeting);
            if (meetingOfRun.Count > RaceSnapshot.MaxRuns * 4)
            {
                meetingOfRun = meetingOfRun.RemoveRange(meetingOfRun.Keys.Where(
                    key => key != run.Value && reduced.Runs.All(view => view.RunId.Value != key)));
            }
        }

        return new RaceChannelState(reduced, message.TsUs, Learn(_publicMeetings, reduced.Meeting), meetingOfRun);
    }

    /// <summary>Takes what an event that is already in the snapshot says about its run and its meeting.</summary>
    public RaceChannelState Remember(RaceEvent message)
    {
        var meetings = _publicMeetings;
        if (MeetingIn(message) is { } told && told.MeetingId != Snapshot.Meeting?.MeetingId && meetings.Count < MaxMeetings)
        {
            meetings = Learn(meetings, told);
        }

        var meetingOfRun = message is { RunId: { } run, MeetingId: { } meeting } && Snapshot.Runs.Any(view => view.RunId == run)
            ? _meetingOfRun.SetItem(run.Value, meeting)
            : _meetingOfRun;
        return new RaceChannelState(Snapshot, _tsUs, meetings, meetingOfRun);
    }

    public bool IsPublic(MeetingId? meeting) => meeting is { } known && _publicMeetings.GetValueOrDefault(known);

    /// <summary>The meeting is known, and known not to be public.</summary>
    public bool IsPrivate(MeetingId meeting) => _publicMeetings.TryGetValue(meeting, out var isPublic) && !isPublic;

    /// <summary>The snapshot as a scope may see it; without anything in sight it holds no meeting and no rider.</summary>
    public RaceSnapshot View(LiveScope scope)
    {
        if (scope.IsEverything)
        {
            return Snapshot;
        }

        var runs = Snapshot.Runs.Where(run => MeetingOf(run) is { } meeting && scope.Sees(meeting, IsPublic(meeting))).ToArray();
        var meetingInSight = Snapshot.Meeting is { } current && scope.Sees(current.MeetingId, current.Public);
        return Snapshot with
        {
            Meeting = meetingInSight ? Snapshot.Meeting : null,
            NextMotos = meetingInSight ? Snapshot.NextMotos : [],
            Runs = runs,
            Practice = null, // it belongs to no meeting
            Phase = runs.Length == 0 ? RacePhases.Idle : runs[0].Phase,
        };
    }

    public override byte[] EncodeSnapshot(LiveScope scope)
    {
        // Two clients may encode it at once; both write the same bytes.
        if (scope.IsEverything)
        {
            return _everything ??= FrameJson.Snapshot(Snapshot, _tsUs);
        }

        return scope.Meeting is null
            ? _publicPart ??= FrameJson.Snapshot(View(scope), _tsUs)
            : FrameJson.Snapshot(View(scope), _tsUs);
    }

    private static bool IsOpen(RunView run) => run.Phase is RacePhases.Staged or RacePhases.Racing;

    /// <summary>
    /// A published snapshot does not say which meeting a run is of. An open run was staged together with the
    /// snapshot's meeting; of an ended one that no event at hand tells about nothing is known.
    /// </summary>
    private MeetingId? MeetingOf(RunView run) =>
        _meetingOfRun.TryGetValue(run.RunId.Value, out var meeting) ? meeting : IsOpen(run) ? Snapshot.Meeting?.MeetingId : null;

    /// <summary>The details of its meeting, on the kinds that carry them.</summary>
    private static MeetingDetails? MeetingIn(RaceEvent message)
    {
        if (message.Kind is not (RaceEventKinds.RaceStaged or RaceEventKinds.ProgrammeChanged)
            || message.Payload.ValueKind != JsonValueKind.Object
            || !message.Payload.TryGetProperty("meeting", out var meeting))
        {
            return null;
        }

        try
        {
            return meeting.Deserialize(WireJson.Default.MeetingDetails);
        }
        catch (JsonException)
        {
            // Not known is not public.
            return null;
        }
    }

    private static ImmutableSortedDictionary<MeetingId, bool> Learn(
        ImmutableSortedDictionary<MeetingId, bool> known, MeetingDetails? meeting)
    {
        if (meeting is null || (known.TryGetValue(meeting.MeetingId, out var flag) && flag == meeting.Public))
        {
            return known;
        }

        return (known.Count < MaxMeetings ? known : known.Clear()).SetItem(meeting.MeetingId, meeting.Public);
    }
}
