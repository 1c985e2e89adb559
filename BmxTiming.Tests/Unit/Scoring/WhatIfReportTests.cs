using System.Text.Json.Nodes;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

public sealed class WhatIfReportTests
{
    // Three motos in the order of the plates; semis 1 4 5 8 and 2 3 6 7, of which the first two go on; main of four.
    private static readonly string s_sheet = string.Join('\n', Enumerable.Range(1, 8).Select(rider => $"{rider} M1={rider} M2={rider} M3={rider}" + rider switch
    {
        1 => " 1/2=3#1",
        2 => " 1/2=2#2 final=3",
        3 => " 1/2=1#2 final=4",
        4 => " 1/2=4#1",
        5 => " 1/2=1#1 final=1",
        6 => " 1/2=3#2",
        7 => " 1/2=4#2",
        _ => " 1/2=2#1 final=2",
    }));

    [Fact]
    public void Totals_cuts_and_ranks_that_differ_are_told_and_no_others()
    {
        var sheet = ClassSheets.Of(s_sheet);
        var raced = ClassScorer.Score(Book(), sheet).Value!;
        var changed = ClassScorer.Score(
            Book(book =>
            {
                book["points"]!["by_place"] = new JsonArray(1, 2, 3, 4, 5, 6, 7, 10);
                book["knock_out"]!["advance"] = new JsonArray("seed");
                book["final"]!["final"] = new JsonArray("ranking");
            }),
            sheet).Value!;

        var whatIf = WhatIfClass.Of(sheet, raced, changed);

        Assert.Equal([new WhatIfTotal("8", 24, 30)], whatIf.Totals);
        var cut = Assert.Single(whatIf.Cuts);
        Assert.Equal(("1/2", "5 8", "1 4"), (cut.After, string.Join(' ', cut.Out), string.Join(' ', cut.In)));
        Assert.Equal(
            [new WhatIfRank("2", 3, 1), new WhatIfRank("3", 4, 2), new WhatIfRank("5", 1, 3), new WhatIfRank("8", 2, 4)], whatIf.FinalRanks);

        var same = WhatIfClass.Of(sheet, raced, ClassScorer.Score(Book(), sheet).Value!);
        Assert.Equal((0, 0, 0), (same.Totals.Count, same.Cuts.Count, same.FinalRanks.Count));
    }

    /// <summary>Eight riders, two semis of which two go on.</summary>
    private static Rulebook Book(Action<JsonNode>? change = null)
    {
        var book = JsonNode.Parse(RulebookLibrary.Text("uci-2026"))!;
        book["sizes"] = JsonNode.Parse("""[{"from":8,"to":8,"motos":[{"gates":1},{"gates":1},{"gates":1}],"best":8,"knock_out":"1/2","confirmed":false,"note":"x"}]""");
        book["knock_out"]!["rounds"] = JsonNode.Parse("""[{"name":"1/2","aliases":[],"heats":2,"each":2},{"name":"final","aliases":[],"heats":1,"each":0}]""");
        change?.Invoke(book);
        var read = RulebookReader.Read(book.ToJsonString());
        Assert.True(read.IsOk, read.Error?.Message);
        return read.Value;
    }
}
