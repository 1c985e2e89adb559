using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections.Apply;

/// <summary>
/// A board that is folded aside from the beginning of a log. Splits and positions, nine of ten events, are read only for the runs that it
/// shows in the end: they change nothing but their own run.
/// </summary>
internal sealed class BoardAside(TrackId track)
{
    private readonly Dictionary<RunId, List<RaceEvent>> _shown = [];
    private RaceBoard _board = RaceBoard.Empty(track);

    /// <exception cref="System.Text.Json.JsonException">The event cannot be read; the board is as it was.</exception>
    public void Take(RaceEvent message, long streamSeq)
    {
        if (message is { Kind: RaceEventKinds.SplitTime or RaceEventKinds.PositionsUpdate, RunId: { } run })
        {
            if (_shown.TryGetValue(run, out var events))
            {
                events.Add(message);
            }

            _board = _board with
            {
                StreamSeq = streamSeq,
                Snapshot = _board.Snapshot with { RaceSeq = Math.Max(_board.Snapshot.RaceSeq, message.RaceSeq) },
            };
            return;
        }

        _board = RaceBoards.Apply(_board, message, streamSeq);
        Follow(message);
    }

    /// <summary>The board as if every event had been read; <c>null</c> before the first.</summary>
    public RaceBoard? Build() => _board.StreamSeq == 0
        ? null
        : _board with { Snapshot = _board.Snapshot with { Runs = [.. _board.Snapshot.Runs.Select(run => Alone(run.RunId) ?? run)] } };

    private void Follow(RaceEvent message)
    {
        if (message.RunId is { } run)
        {
            if (message.Kind == RaceEventKinds.RaceStaged || !_shown.TryGetValue(run, out var events))
            {
                _shown[run] = events = [];
            }

            events.Add(message);
        }

        foreach (var gone in _shown.Keys.Where(id => _board.Snapshot.Runs.All(view => view.RunId != id)).ToArray())
        {
            _shown.Remove(gone);
        }
    }

    private RunView? Alone(RunId run)
    {
        var alone = RaceSnapshot.Empty(track);
        foreach (var message in _shown.GetValueOrDefault(run) ?? [])
        {
            try
            {
                alone = RaceSnapshotReducer.Apply(alone, message);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Passed over, as everywhere: the worker has made, or makes, a dead letter of it.
            }
        }

        return alone.Runs.FirstOrDefault(view => view.RunId == run);
    }
}
