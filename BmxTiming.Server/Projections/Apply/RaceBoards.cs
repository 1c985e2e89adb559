using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections.Apply;

/// <summary>(board document, event) → board document. Pure.</summary>
internal static class RaceBoards
{
    public static RaceBoard Apply(RaceBoard board, RaceEvent message, long streamSeq) =>
        streamSeq <= board.StreamSeq
            ? board
            : board with { Snapshot = RaceSnapshotReducer.Apply(board.Snapshot, message), StreamSeq = streamSeq };
}
