using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>
/// Compares what a fold gives with what is stored, event by event and byte by byte. Both sides come in the order of
/// (raw sequence, ordinal); either may be ahead of the other.
/// </summary>
/// <param name="kept">Differences that are kept in full; all are counted.</param>
/// <param name="storedFrom">Earlier events are no longer stored, and their absence says nothing.</param>
internal sealed class EventComparison(int kept, (long RawSeq, int Ordinal)? storedFrom = null)
{
    /// <summary>A fold that is this many events ahead of what is stored is not waited for any longer.</summary>
    private const int MaxAhead = 100_000;

    private readonly Queue<OutgoingEvent> _folded = new();
    private readonly Queue<RecordedEvent> _stored = new();
    private readonly List<ReplayDifference> _differences = [];

    /// <summary>Events that are equal to the last byte.</summary>
    public long Equal { get; private set; }

    public long Differences { get; private set; }

    /// <summary>Events of the fold whose stored counterpart is gone by age.</summary>
    public long Expired { get; private set; }

    /// <summary>The first differences.</summary>
    public IReadOnlyList<ReplayDifference> Kept => _differences;

    /// <summary>The fold has given events that were not seen in the stored history yet.</summary>
    public bool AwaitsStored => _folded.Count > 0;

    public void Folded(OutgoingEvent folded)
    {
        if (storedFrom is { } from && (folded.RawSeq, folded.Ordinal).CompareTo(from) < 0)
        {
            Expired++;
            return;
        }

        _folded.Enqueue(folded);
        Advance();
        if (_folded.Count > MaxAhead)
        {
            TakeMissing();
        }
    }

    public void Stored(RecordedEvent stored)
    {
        _stored.Enqueue(stored);
        Advance();
    }

    /// <summary>Neither side has more.</summary>
    public void Complete()
    {
        while (_folded.Count > 0)
        {
            TakeMissing();
        }

        while (_stored.Count > 0)
        {
            Add(ReplayDifference.IsUnexpected(_stored.Dequeue()));
        }
    }

    private void Advance()
    {
        while (_folded.TryPeek(out var folded) && _stored.TryPeek(out var stored))
        {
            switch ((folded.RawSeq, folded.Ordinal).CompareTo((stored.RawSeq, stored.Ordinal)))
            {
                case < 0:
                    TakeMissing();
                    break;
                case > 0:
                    Add(ReplayDifference.IsUnexpected(_stored.Dequeue()));
                    break;
                default:
                    _folded.Dequeue();
                    _stored.Dequeue();
                    if (stored.Body.Span.SequenceEqual(folded.Body.Span))
                    {
                        Equal++;
                    }
                    else
                    {
                        Add(ReplayDifference.InBytes(stored, folded.Body));
                    }

                    break;
            }
        }
    }

    private void TakeMissing()
    {
        var folded = _folded.Dequeue();
        Add(ReplayDifference.IsMissing(folded.RawSeq, folded.Ordinal, folded.Body));
    }

    private void Add(ReplayDifference difference)
    {
        Differences++;
        if (_differences.Count < kept)
        {
            _differences.Add(difference);
        }
    }
}
