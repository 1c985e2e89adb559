using System.Text.Json;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Scoring;

/// <summary>The verb <c>score</c> as people run it.</summary>
public sealed class ScoreVerbTests
{
    private const string Meeting = """
        { "meeting": "club race", "classes": [
          { "name": "Boys 10", "n": 3, "riders": [
            { "number": "20b", "total_points": 4, "final_rank": 1, "rounds": [ { "round": "M1", "place": 1 }, { "round": "M2", "place": 2 }, { "round": "M3", "place": 1 } ] },
            { "number": "7", "total_points": 5, "final_rank": 2, "rounds": [ { "round": "M1", "place": 2 }, { "round": "M2", "place": 1 }, { "round": "M3", "place": 2 } ] },
            { "number": "W3", "total_points": 9, "final_rank": 3, "rounds": [ { "round": "M1", "place": 3 }, { "round": "M2", "place": 3 }, { "round": "M3", "code": "DNF" } ] } ] },
          { "name": "Girls 10", "n": 5, "complete": false, "riders": [ { "number": "1", "rounds": [ { "round": "M1", "place": 1 } ] } ] } ] }
        """;

    [Fact]
    public async Task A_meeting_is_scored_as_json()
    {
        var (exitCode, output, messages) = await ScoreAsync(Meeting, "--rulebook", "uec-one-gate");
        Assert.True(exitCode == ServerVerbs.Good, messages);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("uec-one-gate", 1), (root.GetProperty("rulebook").GetString(), root.GetProperty("rulebook_version").GetInt32()));
        var boys = Assert.Single(root.GetProperty("classes").EnumerateArray());
        Assert.Equal([4, 5, 9], boys.GetProperty("totals").EnumerateArray().Select(static line => line.GetProperty("total").GetInt32()));
        Assert.Equal(["20b", "7", "W3"], boys.GetProperty("final_ranks").EnumerateArray().Select(static line => line.GetProperty("number").GetString()));
        Assert.Equal("total", boys.GetProperty("order_after_motos")[1].GetProperty("decided_by").GetString());
        Assert.Equal(ScoreErrors.ClassIncomplete, Assert.Single(root.GetProperty("left_out").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Verify_finds_nothing_in_a_meeting_that_fits_and_each_difference_in_one_that_does_not()
    {
        var (good, fits, messages) = await ScoreAsync(Meeting, "--rulebook", "uec-one-gate", "--verify");
        Assert.True(good == ServerVerbs.Good, messages);
        Assert.Equal(0, JsonDocument.Parse(fits).RootElement.GetProperty("differences").GetInt32());

        var wrong = Meeting.Replace("\"total_points\": 5", "\"total_points\": 6", StringComparison.Ordinal);
        var (found, output, _) = await ScoreAsync(wrong, "--verify", "--rulebook", "uec-one-gate");
        Assert.Equal(ServerVerbs.Finding, found);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"class":"Boys 10","what":"total","who":"7","published":"6","computed":"5"}""", lines[0]);
        Assert.Equal(1, JsonDocument.Parse(lines[1]).RootElement.GetProperty("differences").GetInt32());
    }

    [Theory]
    [InlineData(ServerVerbs.Usage, "usage")]
    [InlineData(ServerVerbs.Usage, "usage", "--rulebook", "uci-2026", "--colour")]
    [InlineData(ServerVerbs.Usage, RulebookLibrary.Unknown, "--rulebook", "uci-1999")]
    [InlineData(ServerVerbs.Usage, "file_not_found", "--rulebook", "nowhere.json")]
    public async Task A_wrong_command_line_is_told(int expected, string code, params string[] arguments)
    {
        var (exitCode, output, messages) = await ScoreAsync(Meeting, arguments);
        Assert.Equal((expected, ""), (exitCode, output));
        Assert.StartsWith(code + ": ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_can_not_be_scored_is_refused_and_the_others_are_printed()
    {
        var unknown = Meeting.Replace("\"DNF\"", "\"LATE\"", StringComparison.Ordinal);
        var (exitCode, output, messages) = await ScoreAsync(unknown, "--rulebook", "uec-one-gate");
        Assert.Equal(ServerVerbs.Refused, exitCode);
        Assert.StartsWith(ScoreErrors.CodeUnknown + ": ", messages, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("left_out").GetArrayLength());
    }

    [Fact]
    public async Task A_rulebook_of_ones_own_is_read_from_its_file_and_refused_where_it_is_wrong()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("club.json");
        await File.WriteAllTextAsync(
            path, RulebookLibrary.Text("uec-one-gate").Replace("\"version\": 1", "\"version\": 0", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var (exitCode, _, messages) = await ScoreAsync(Meeting, "--rulebook", path);
        Assert.Equal(ServerVerbs.Refused, exitCode);
        Assert.StartsWith("rulebook_identity: ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_of_which_nothing_can_be_scored_is_refused()
    {
        var (exitCode, _, messages) = await ScoreAsync("""{ "meeting": "m", "classes": [ { "name": "c", "riders": [] } ] }""", "--rulebook", "uec-one-gate", "--verify");
        Assert.Equal(ServerVerbs.Refused, exitCode);
        Assert.StartsWith(ScoreVerb.NothingScored + ": ", messages, StringComparison.Ordinal);

        (exitCode, _, messages) = await ScoreAsync("{", "--rulebook", "uec-one-gate");
        Assert.Equal(ServerVerbs.Refused, exitCode);
        Assert.StartsWith(MeetingFileReader.Malformed + ": ", messages, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Messages)> ScoreAsync(string meeting, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("meeting.json");
        await File.WriteAllTextAsync(file, meeting, TestContext.Current.CancellationToken);
        return await ServerVerb.RunAsync(["score", .. arguments, file]);
    }
}
