using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.ReadModels;
using Xunit;

namespace BmxTiming.Tests.Golden;

/// <summary>The board that a rebuild folds aside is the one that the worker folds event by event, wherever the log ends.</summary>
public sealed class BoardAsideTests
{
    public static TheoryData<string> Names => GoldenTests.Names;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_board_folded_aside_is_the_same_after_every_event(string name)
    {
        await using var reader = new RecordReader(File.OpenRead(GoldenTests.FileOf(name)));
        var track = (await reader.ReadHeaderAsync(Stop)).TrackId;
        var (board, aside, seq) = (RaceBoard.Empty(track), new BoardAside(track), 0L);
        await foreach (var message in reader.ReadAsync(Stop))
        {
            if (message is RecordedEvent stored)
            {
                seq++;
                board = RaceBoards.Apply(board, RaceEvent.Read(stored.Body)!, seq);
                aside.Take(RaceEvent.Read(stored.Body)!, seq);

                var built = aside.Build()!;
                Assert.Equal(board.StreamSeq, built.StreamSeq);
                Assert.Equal(Json(board), Json(built));
            }
        }

        Assert.True(seq > 0);
    }

    [Fact]
    public void Nothing_taken_is_no_board() => Assert.Null(new BoardAside(TrackId.Parse("track-a")).Build());

    private static string Json(RaceBoard board) => JsonSerializer.Serialize(board.Snapshot, WireJson.Default.RaceSnapshot);
}
