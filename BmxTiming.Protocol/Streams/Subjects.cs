using BmxTiming.Protocol.Ids;

namespace BmxTiming.Protocol.Streams;

/// <summary>Every subject of the system; the only place that spells them.</summary>
public static class Subjects
{
    /// <summary>The event token of the snapshot subject while no meeting is staged.</summary>
    public const string NoMeeting = "none";

    private const string RawPrefix = "timing.ingest.raw.v1.";
    private const string RacePrefix = "timing.race.events.v1.";
    private const string SnapshotPrefix = "timing.race.snapshot.v1.";
    private const string DeadLetterPrefix = "timing.dlq.v1.";

    public static readonly string RawAll = RawPrefix + "*";
    public static readonly string RaceAll = RacePrefix + "*";
    public static readonly string SnapshotAll = SnapshotPrefix + "*.*";
    public static readonly string DeadLetterAll = DeadLetterPrefix + "*";

    /// <summary>The one input log of a track: decoder messages and race-control intents in one order.</summary>
    public static string Raw(TrackId track) => RawPrefix + Checked(track.Value);

    /// <summary>What the race engine derived from a track's raw log.</summary>
    public static string Race(TrackId track) => RacePrefix + Checked(track.Value);

    public static string Snapshot(TrackId track, MeetingId? meeting) =>
        SnapshotPrefix + Checked(track.Value) + "." + (meeting is { } m ? Checked(m.Value) : NoMeeting);

    /// <summary>Matches every snapshot of a track, whatever its meeting.</summary>
    public static string SnapshotsOf(TrackId track) => SnapshotPrefix + Checked(track.Value) + ".*";

    /// <summary><paramref name="source"/> is the role that gave up on the message.</summary>
    public static string DeadLetter(string source) => DeadLetterPrefix + Checked(source);

    /// <summary>The role that gave up on a message, from the subject it was sent to.</summary>
    public static string DeadLetterSource(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.StartsWith(DeadLetterPrefix, StringComparison.Ordinal) ? subject[DeadLetterPrefix.Length..] : "";
    }

    /// <summary>The track of a raw or race subject; <c>false</c> for any other subject.</summary>
    public static bool TryGetTrack(string subject, out TrackId track)
    {
        ArgumentNullException.ThrowIfNull(subject);
        foreach (var prefix in (ReadOnlySpan<string>)[RawPrefix, RacePrefix])
        {
            if (subject.StartsWith(prefix, StringComparison.Ordinal))
            {
                return TrackId.TryParse(subject[prefix.Length..], out track);
            }
        }

        track = default;
        return false;
    }

    // default(TrackId) is empty and would make a subject that nothing can be published to.
    private static string Checked(string token) =>
        WireToken.IsValid(token) ? token : throw new ArgumentException($"'{token}' cannot be part of a subject.", nameof(token));
}
