using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

public sealed class RulebookTests
{
    public static TheoryData<string> Names => [.. RulebookLibrary.Names];

    [Fact]
    public void The_first_presets_are_shipped() => Assert.Equal(
        ["bem-2022", "uci-2026", "uec-one-gate", "usa-local-transfer", "usa-national-2-moto"], RulebookLibrary.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_loads_and_says_what_is_confirmed_and_what_is_not(string name)
    {
        var read = RulebookLibrary.Read(name);
        Assert.True(read.IsOk, read.Error?.Message);
        Assert.Equal(name, read.Value.Name);
        Assert.NotEmpty(read.Value.Confirmed);
        Assert.NotEmpty(read.Value.Unconfirmed);
        Assert.All(read.Value.Sizes, static size => Assert.NotEmpty(size.Note));
    }

    [Fact]
    public void An_unknown_name_is_refused_and_the_known_ones_are_listed()
    {
        var error = RulebookLibrary.Read("uci-1999").Error!;
        Assert.Equal(RulebookLibrary.Unknown, error.Code);
        Assert.Contains("uci-2026", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bem-2022", 37, "1/4", 5, 32, true)]
    [InlineData("bem-2022", 7, "final", 1, 6, true)]
    [InlineData("bem-2022", 16, "final", 2, 8, true)]
    [InlineData("bem-2022", 32, "1/2", 4, 16, false)]
    [InlineData("uci-2026", 81, "1/8", 16, 64, true)]
    [InlineData("uci-2026", 256, "1/16", 32, 128, false)]
    public void A_size_has_its_gates_and_its_places(string name, int riders, string knockOut, int gates, int best, bool confirmed)
    {
        var size = RulebookLibrary.Read(name).Value!.SizeFor(riders)!;
        Assert.Equal((knockOut, best, confirmed), (size.KnockOut, size.Best, size.Confirmed));
        Assert.All(size.Motos, moto => Assert.Equal(gates, moto.Gates));
    }

    [Theory]
    [InlineData(RulebookReader.Malformed, "{", "Expected")]
    [InlineData(RulebookReader.Malformed, "null", "object")]
    [InlineData(RulebookReader.Malformed, """{ "name": "x" }""", "version")]
    [InlineData(RulebookReader.Malformed, """{ "name": "x", "name": "y" }""", "name")]
    public void What_is_no_rulebook_is_refused(string code, string text, string says) => Refused(text, code, says);

    [Theory]
    [InlineData(RulebookReader.Malformed, "$.colour", "\"red\"", "colour")]
    [InlineData(RulebookReader.Malformed, "$.motos.order", """["total", "shoe_size", "lot"]""", "motos.order")]
    [InlineData(RulebookReader.Malformed, "$.lanes", "null", "lanes")]
    [InlineData(RulebookCheck.Identity, "$.name", "\"BEM 2022\"", "name")]
    [InlineData(RulebookCheck.Identity, "$.version", "0", "version")]
    [InlineData(RulebookCheck.Lanes, "$.lanes.count", "0", "lanes.count")]
    [InlineData(RulebookCheck.Lanes, "$.lanes.preference", "[1,2,3,4,5,6,7,7]", "preference")]
    [InlineData(RulebookCheck.Lanes, "$.lanes.moto_sets", "[[1,5,9]]", "moto_sets")]
    [InlineData(RulebookCheck.Points, "$.points.by_place", "[1,2,3]", "by_place")]
    [InlineData(RulebookCheck.Points, "$.points.by_place", "[1,2,3,4,5,6,7,7]", "by_place")]
    [InlineData(RulebookCheck.Codes, "$.points.codes[1].code", "\"REL\"", "REL")]
    [InlineData(RulebookCheck.Codes, "$.points.codes[4].goes_on", "true", "DSQ")]
    [InlineData(RulebookCheck.Rounds, "$.motos.names[1].name", "\"M1\"", "M1")]
    [InlineData(RulebookCheck.Rounds, "$.knock_out.rounds[4].each", "4", "final")]
    [InlineData(RulebookCheck.Order, "$.motos.order", """["total", "time"]""", "motos.order")]
    [InlineData(RulebookCheck.Order, "$.motos.order", """["total", "seed", "lot"]""", "Seed")]
    [InlineData(RulebookCheck.Order, "$.motos.order", """["total", "total", "lot"]""", "twice")]
    [InlineData(RulebookCheck.Order, "$.motos.order", """["lot", "total", "run_off"]""", "Lot")]
    [InlineData(RulebookCheck.Order, "$.motos.transfer_order", """["round"]""", "transfer_order")]
    [InlineData(RulebookCheck.Order, "$.knock_out.advance", """["place"]""", "advance")]
    [InlineData(RulebookCheck.Order, "$.knock_out.seeding", """["place", "lot"]""", "seeding")]
    [InlineData(RulebookCheck.Order, "$.gate_choice.first", """["time", "seed"]""", "gate_choice.first")]
    [InlineData(RulebookCheck.Order, "$.gate_choice.later", "[]", "gate_choice.later")]
    [InlineData(RulebookCheck.Order, "$.final.final", """["total", "ranking"]""", "final.final")]
    [InlineData(RulebookCheck.Order, "$.final.out", """["place"]""", "final.out")]
    [InlineData(RulebookCheck.Sizes, "$.sizes", "[]", "sizes")]
    [InlineData(RulebookCheck.Sizes, "$.sizes[3].from", "7", "follow")]
    [InlineData(RulebookCheck.Sizes, "$.sizes[0].to", "2", "follow")]
    [InlineData(RulebookCheck.Gates, "$.sizes[4].motos", "[]", "moto")]
    [InlineData(RulebookCheck.Gates, "$.sizes[7].motos[0].gates", "1", "16 riders")]
    [InlineData(RulebookCheck.Gates, "$.sizes[0].motos[0].gates", "0", "gates")]
    [InlineData(RulebookCheck.Transfers, "$.sizes[7].knock_out", "\"1/3\"", "1/3")]
    [InlineData(RulebookCheck.Transfers, "$.sizes[7].knock_out", "null", "knock-out")]
    [InlineData(RulebookCheck.Transfers, "$.sizes[7].best", "0", "knock-out")]
    [InlineData(RulebookCheck.Transfers, "$.sizes[7].best", "9", "final")]
    [InlineData(RulebookCheck.Transfers, "$.sizes[0].best", "4", "4")]
    [InlineData(RulebookCheck.Transfers, "$.sizes[7].motos[0].each", "2", "both")]
    [InlineData(RulebookCheck.Transfers, "$.knock_out.rounds[3].each", "5", "final")]
    public void A_rule_that_can_not_be_followed_is_refused(string code, string member, string value, string says)
    {
        var book = JsonNode.Parse(RulebookLibrary.Text("bem-2022"))!;
        Put(book, member, JsonNode.Parse(value));
        Refused(book.ToJsonString(), code, says);
    }

    [Fact]
    public void A_gate_sends_on_no_more_riders_than_it_has()
    {
        var book = JsonNode.Parse(RulebookLibrary.Text("usa-national-2-moto"))!;
        Put(book, "$.sizes[3].motos[1].each", JsonNode.Parse("5"));
        Refused(book.ToJsonString(), RulebookCheck.Transfers, "5 can not go on of each gate of 4");
    }

    /// <summary>The schema is for editors; it is what the reader takes, so it is written by it.</summary>
    [Fact]
    public void The_committed_schema_is_the_one_of_the_reader() =>
        Approved.Files(RulebookReader.Schema(), InRulebooks("rulebook.schema.json"), InRulebooks("rulebook.schema.received.json"));

    private static string InRulebooks(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../BmxTiming.Server/Rulebooks", name));

    private static void Refused(string text, string code, string says)
    {
        var error = RulebookReader.Read(text).Error;
        Assert.NotNull(error);
        Assert.True(error.Code == code, $"{error.Code}: {error.Message}");
        Assert.Contains(says, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="member">A path of names and indices: <c>$.sizes[3].best</c>.</param>
    private static void Put(JsonNode root, string member, JsonNode? value)
    {
        var steps = member[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var at = steps[..^1].Aggregate(root, static (node, step) => step[0] == '[' ? node[int.Parse(step[1..^1], CultureInfo.InvariantCulture)]! : node[step]!);
        at[steps[^1]] = value;
    }
}
