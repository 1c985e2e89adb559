using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>Folds a recorded history again and tells the events, and where they differ from the recorded ones.</summary>
/// <param name="refold">Replaced by the state that an archive starts from.</param>
/// <param name="fromRawSeq">Earlier raw messages only build the state: their events are neither told nor compared.</param>
/// <param name="comparison">Absent = the recorded events are not looked at.</param>
internal sealed class ReplayRun(TrackRefold refold, long fromRawSeq, EventComparison? comparison = null)
{
    private readonly SortedDictionary<long, long> _folds = [];

    public long RawMessages { get; private set; }

    /// <summary>Sequence of the last raw message folded.</summary>
    public long LastRawSeq { get; private set; }

    /// <summary>Events the fold gave for the messages asked for.</summary>
    public long Events { get; private set; }

    /// <summary>How many recorded events each version of the fold wrote.</summary>
    public IReadOnlyDictionary<long, long> RecordedFolds => _folds;

    public bool AwaitsEvents => comparison?.AwaitsStored == true;

    public async Task RunAsync(
        IAsyncEnumerable<RecordedMessage> history, Action<OutgoingEvent>? tell, CancellationToken cancellationToken)
    {
        await foreach (var _ in ThroughAsync(history, tell, cancellationToken))
        {
        }
    }

    /// <summary>The history unchanged, folded and compared while it passes.</summary>
    public async IAsyncEnumerable<RecordedMessage> ThroughAsync(
        IAsyncEnumerable<RecordedMessage> history, Action<OutgoingEvent>? tell, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in history.WithCancellation(cancellationToken))
        {
            switch (message)
            {
                case RecordedRaw raw:
                    RawMessages++;
                    LastRawSeq = raw.StreamSeq;
                    Take(raw.StreamSeq, refold.Fold(new RawRecord(raw.StreamSeq, raw.Body)), tell);
                    break;
                case RecordedState state:
                    refold = TrackRefold.From(state);
                    break;
                case RecordedEvent { RawSeq: var rawSeq } stored when rawSeq >= fromRawSeq:
                    _folds[stored.Fold ?? 0] = _folds.GetValueOrDefault(stored.Fold ?? 0) + 1;
                    comparison?.Stored(stored);
                    break;
            }

            yield return message;
        }

        comparison?.Complete();
    }

    private void Take(long rawSeq, ImmutableArray<OutgoingEvent> events, Action<OutgoingEvent>? tell)
    {
        if (rawSeq < fromRawSeq)
        {
            return;
        }

        Events += events.Length;
        foreach (var folded in events)
        {
            comparison?.Folded(folded);
            tell?.Invoke(folded);
        }
    }
}
