using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

internal sealed record TrackActorOptions
{
    public int CheckpointEveryRaws { get; init; } = 100;

    /// <summary>While it catches up: saving costs more than folding again what one crash in between would lose.</summary>
    public int CheckpointEveryRawsBehind { get; init; } = 2_000;

    /// <summary>A track that is caught up saves what it has this often.</summary>
    public TimeSpan CheckpointIdleInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shortest time between two snapshots, phase changes excepted.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Off where only events are wanted: then there are neither snapshots nor checkpoints.</summary>
    public bool KeepsSnapshot { get; init; } = true;

    /// <summary>An unchanged snapshot is published again before the stream drops it (24 h).</summary>
    public TimeSpan SnapshotRefresh { get; init; } = TimeSpan.FromHours(12);
}

/// <summary>
/// One track's engine without I/O: takes raw messages in log order and says what to publish. The order of calls is
/// <see cref="Accept"/> any number of times, then <see cref="NextPublish"/>/<see cref="OnPublished"/> until nothing is
/// left, then <see cref="Settle"/>. One caller at a time.
/// </summary>
internal sealed class TrackActor
{
    private readonly TrackId _track;
    private readonly TrackActorOptions _options;
    private readonly Queue<OutgoingEvent> _pending = new();
    private readonly List<SendDeadLetter> _deadLetters = [];
    private readonly RaceEventWriter _writer = new();
    private RaceState _state;
    private RaceSnapshot _snapshot;
    private PublishedPosition? _published;
    private long _rawSeq;
    private int _rawsSinceCheckpoint;
    private Micros _checkpointAtUs;
    private bool _checkpointDue;
    private string? _snapshotPhases;
    private long _snapshotRaceSeq = -1;
    private Micros _snapshotAtUs;

    /// <param name="checkpoint">Where to start from; absent = the start of the log.</param>
    /// <param name="published">What is on the events subject already; absent = nothing.</param>
    public TrackActor(TrackId track, EngineCheckpoint? checkpoint, PublishedPosition? published, TrackActorOptions options)
    {
        // A checkpoint is saved after its events: one that is ahead of them means the event stream lost its tail.
        CheckpointAhead = checkpoint is not null && checkpoint.State.RaceSeq > (published?.RaceSeq ?? 0);
        var usable = CheckpointAhead || checkpoint?.State.TrackId != track ? null : checkpoint;
        _track = track;
        _options = options;
        _published = published;
        _state = usable?.State ?? RaceState.Initial(track);
        _snapshot = usable?.Snapshot ?? RaceSnapshot.Empty(track);
        _rawSeq = usable?.RawSeq ?? 0;
    }

    /// <summary>The checkpoint knew events that are not on the log, and was not used: an operator must hear of it.</summary>
    public bool CheckpointAhead { get; }

    /// <summary>
    /// The raw log no longer leads to the events that are published (it was cut off before the checkpoint). The actor
    /// goes on from the published sequence, so that nothing is doubled; an operator must hear of it.
    /// </summary>
    public bool Diverged { get; private set; }

    /// <summary>Read the raw subject from here.</summary>
    public long NextRawSeq => _rawSeq + 1;

    /// <summary>Dead letters that <see cref="Settle"/> has not handed out yet.</summary>
    public int UnsentLetters => _deadLetters.Count;

    public Counters Counters => _state.Counters;

    public RaceSnapshot Snapshot => _snapshot;

    /// <summary>Folds one raw message. An exception leaves the actor as it was.</summary>
    public void Accept(RawRecord raw) => Take(raw, RaceInputReader.Read(_track, raw.StreamSeq, raw.Body));

    /// <summary>Gives up on a raw message that <see cref="Accept"/> keeps failing on: the skip becomes an event.</summary>
    public void Skip(RawRecord raw, string reason) =>
        Take(raw, RaceInputReader.Skipped(_track, raw.StreamSeq, raw.Body, reason));

    /// <summary>What is to be appended to the events subject next, at most <paramref name="maxEvents"/>; <c>null</c> = nothing.</summary>
    public PublishEvents? NextPublish(int maxEvents) => _pending.Count == 0
        ? null
        : new PublishEvents(_published?.StreamSeq ?? 0, [.. _pending.Take(maxEvents)]);

    /// <summary>The first <paramref name="count"/> events are on the log, the last of them at <paramref name="streamSeq"/>.</summary>
    public void OnPublished(int count, long streamSeq)
    {
        while (count-- > 0)
        {
            var message = _pending.Dequeue();
            _published = new PublishedPosition(message.RawSeq, message.Ordinal, message.RaceSeq, streamSeq);
        }
    }

    /// <summary>What else is due, once every event is on the log.</summary>
    /// <param name="now">A clock that never steps.</param>
    /// <param name="caughtUp">No more raw messages are waiting.</param>
    public IReadOnlyList<TrackEffect> Settle(Micros now, bool caughtUp)
    {
        if (_pending.Count > 0)
        {
            return [];
        }

        var effects = new List<TrackEffect>(_deadLetters);
        _deadLetters.Clear();
        if (SnapshotDue(now) is { } snapshot)
        {
            effects.Add(snapshot);
        }

        if (CheckpointDue(now, caughtUp))
        {
            effects.Add(new SaveCheckpoint(_rawSeq, Checkpoint().ToBytes()));
            (_rawsSinceCheckpoint, _checkpointAtUs, _checkpointDue) = (0, now, false);
        }

        return effects;
    }

    public EngineCheckpoint Checkpoint() => new()
    {
        Format = EngineCheckpoint.CurrentFormat,
        FoldVersion = RaceFold.FoldVersion,
        RawSeq = _rawSeq,
        State = _state,
        Snapshot = _snapshot,
    };

    private void Take(RawRecord raw, RawReading reading)
    {
        if (raw.StreamSeq <= _rawSeq)
        {
            return; // The reader started again a little earlier.
        }

        var before = InLineWithPublished(raw.StreamSeq);
        var (state, outputs) = RaceFold.Apply(before, reading.Input);
        var snapshot = _snapshot;
        var outgoing = new List<OutgoingEvent>(outputs.Length);
        for (var ordinal = 0; ordinal < outputs.Length; ordinal++)
        {
            var output = outputs[ordinal];
            var payload = RacePayloads.Of(output.Fact);
            snapshot = _options.KeepsSnapshot ? RaceSnapshotReducer.Apply(snapshot, output.RaceSeq, payload.Value) : snapshot;
            if (!IsPublished(raw.StreamSeq, ordinal))
            {
                var id = DerivedId.OfRaceEvent(reading.Origin.IdempotencyKey, ordinal);
                outgoing.Add(new OutgoingEvent(
                    raw.StreamSeq, ordinal, output.RaceSeq, id, _writer.ToBytes(_track, reading.Origin, ordinal, id, output, payload)));
            }
        }

        Diverged |= before != _state;
        (_state, _snapshot, _rawSeq) = (state, snapshot, raw.StreamSeq);
        outgoing.ForEach(_pending.Enqueue);
        _rawsSinceCheckpoint++;
        if (reading.Poison is { } reason)
        {
            // Another build might read it after all; from here on the log and the state agree that it was skipped.
            _deadLetters.Add(new SendDeadLetter(raw.StreamSeq, reason, raw.Body, raw.Headers));
            _checkpointDue = true;
        }
    }

    private bool IsPublished(long rawSeq, int ordinal) =>
        _published is { } last && (rawSeq < last.RawSeq || (rawSeq == last.RawSeq && ordinal <= last.Ordinal));

    /// <summary>The state whose next event continues what is published; other than the current one only after a loss.</summary>
    private RaceState InLineWithPublished(long rawSeq)
    {
        if (_published is not { } last || rawSeq < last.RawSeq || _pending.Count > 0)
        {
            return _state;
        }

        var expected = rawSeq == last.RawSeq ? last.RaceSeq - last.Ordinal - 1 : last.RaceSeq;
        return _state.RaceSeq == expected ? _state : _state with { RaceSeq = expected };
    }

    private PublishSnapshot? SnapshotDue(Micros now)
    {
        if (_published is not { } last || _snapshot.RaceSeq != last.RaceSeq)
        {
            return null; // Nothing happened yet, or the replay has not reached what is published.
        }

        var phases = string.Join(' ', _snapshot.Runs.Select(r => $"{r.RunId}={r.Phase}").Append(_snapshot.Meeting?.MeetingId.Value));
        var age = (now - _snapshotAtUs).ToTimeSpan();
        var due = phases != _snapshotPhases
            || (_snapshot.RaceSeq != _snapshotRaceSeq ? age >= _options.SnapshotInterval : age >= _options.SnapshotRefresh);
        if (!due)
        {
            return null;
        }

        (_snapshotPhases, _snapshotRaceSeq, _snapshotAtUs) = (phases, _snapshot.RaceSeq, now);
        return new PublishSnapshot(
            _snapshot.Meeting?.MeetingId,
            _snapshot.RaceSeq,
            last.StreamSeq,
            JsonSerializer.SerializeToUtf8Bytes(_snapshot, WireJson.Default.RaceSnapshot));
    }

    private bool CheckpointDue(Micros now, bool caughtUp) =>
        _options.KeepsSnapshot
        && _rawsSinceCheckpoint > 0
        && (_checkpointDue
            || _rawsSinceCheckpoint >= (caughtUp ? _options.CheckpointEveryRaws : _options.CheckpointEveryRawsBehind)
            || (caughtUp && (now - _checkpointAtUs).ToTimeSpan() >= _options.CheckpointIdleInterval));
}
