using System.Text.Json;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Rows;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Bench;

/// <summary>The harness's own arithmetic and manners. How fast anything is stands in no test.</summary>
public sealed class BenchHarnessTests
{
    private static readonly Machine s_machine = new("cpu", 2, 1024, "6.1", ".NET 10", "ext4", "2.15.1", "always");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 9.0, 1.0, 5.0 }, 5.0)]
    [InlineData(new[] { 4.0, 1.0, 3.0, 100.0 }, 3.5)]
    public void The_median_is_the_middle_of_what_was_measured(double[] values, double expected) =>
        Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void Nothing_has_no_median() => Assert.Throws<ArgumentException>(() => Statistics.Median([]));

    [Fact]
    public void A_round_is_compared_with_the_baselines_before_and_after_it() =>
        Assert.Equal([2.0, 0.5], Statistics.RatiosByRound(new Samples([8, 12, 28], [20, 10])));

    [Fact]
    public async Task Baseline_and_product_take_turns_and_the_warm_up_does_not_count()
    {
        var order = "";
        double Turn(char side)
        {
            order += side;
            return order.Length;
        }

        var samples = await Interleaved.RunAsync(new Turns(2, 5), () => Turn('A'), () => Turn('B'), Cancelled);

        Assert.Equal("ABABABABABABABA", order);
        Assert.Equal([5, 7, 9, 11, 13, 15], samples.Baseline);
        Assert.Equal([6, 8, 10, 12, 14], samples.Product);
    }

    [Fact]
    public async Task Fewer_than_five_rounds_or_no_warm_up_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Interleaved.RunAsync(new Turns(1, 4), () => 1, () => 1, Cancelled));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Interleaved.RunAsync(new Turns(0, 5), () => 1, () => 1, Cancelled));
    }

    [Theory]
    [InlineData(Better.Higher, Judged.Ratio, 1.9, true)]
    [InlineData(Better.Higher, Judged.Ratio, 2.1, false)]
    [InlineData(Better.Lower, Judged.Ratio, 2.1, true)]
    [InlineData(Better.Lower, Judged.Ratio, 1.9, false)]
    [InlineData(Better.Lower, Judged.Product, 20.0, true)]
    [InlineData(Better.Lower, Judged.Product, 19.9, false)]
    [InlineData(Better.Higher, Judged.Product, 20.0, true)]
    [InlineData(Better.Higher, Judged.Product, 20.1, false)]
    public void A_bar_is_judged_in_its_direction_on_the_ratio_or_on_the_figure(object better, object judged, double bar, bool pass)
    {
        var spec = new RowSpec("row", "x", (Better)better, "", "") { Judged = (Judged)judged, Bar = bar };
        Assert.Equal(pass, new BenchRow(spec, new Samples([10], [20])).Pass);
    }

    [Fact]
    public void A_row_without_a_bar_is_only_reported_and_a_baseline_of_zero_gives_no_ratio()
    {
        var row = new BenchRow(Row("row") with { Bar = null }, new Samples([0], [20]));
        Assert.True(row.Pass);
        Assert.False(row.ReachesStretch);
        Assert.Null(row.Ratio);
        Assert.False(new BenchRow(Row("row"), new Samples([0], [20])).Pass);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--json")]
    [InlineData("--json --list")]
    [InlineData("one two")]
    [InlineData("nothing-is-called-so")]
    public async Task A_wrong_command_line_is_code_2_and_measures_nothing(string line)
    {
        var fake = new Fake(Row("spool"), 1);
        var (code, output, messages) = await RunAsync(line.Split(' '), fake);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("usage: bench", messages, StringComparison.Ordinal);
        Assert.Equal(0, fake.Runs);
    }

    [Fact]
    public async Task The_list_names_every_row_and_measures_nothing()
    {
        var fake = new Fake(Row("spool"), 1);
        var (code, output, _) = await RunAsync(["--list"], fake, new Fake(Row("drain"), 1));
        Assert.Equal(0, code);
        Assert.Equal(0, fake.Runs);
        Assert.Contains("spool", output, StringComparison.Ordinal);
        Assert.Contains("drain", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_picks_the_rows_that_contain_it()
    {
        var (spool, drain) = (new Fake(Row("spool-commit"), 1), new Fake(Row("drain"), 1));
        var (code, output, _) = await RunAsync(["COMMIT"], spool, drain);
        Assert.Equal((0, 1, 0), (code, spool.Runs, drain.Runs));
        Assert.Contains("`spool-commit`", output, StringComparison.Ordinal);
        Assert.DoesNotContain("drain", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_that_does_not_hold_is_code_1_and_said_in_its_row()
    {
        var (code, output, _) = await RunAsync([], new Fake(Row("good"), 1), new Fake(Row("bad"), 0.5));
        Assert.Equal(1, code);
        Assert.Contains("| 0.50× |", output, StringComparison.Ordinal);
        Assert.Contains("below the bar", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_cannot_be_measured_is_code_1_and_the_others_are_measured_all_the_same()
    {
        var last = new Fake(Row("last"), 1);
        var (code, output, messages) = await RunAsync([], new Fake(Row("broken"), 1) { Failure = new MeasurementException("no disk") }, last);
        Assert.Equal((1, 1), (code, last.Runs));
        Assert.Contains("| `broken` | | | | | | | | | **not measured** |", output, StringComparison.Ordinal);
        Assert.Contains("no disk", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_file_holds_rows_bars_and_the_machine()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("bench.json");
        var (code, _, _) = await RunAsync(["--json", file], new Fake(Row("spool") with { Stretch = 1.5 }, 2));

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Cancelled));
        var row = json.RootElement.GetProperty("rows").EnumerateArray().Single();
        Assert.Equal(0, code);
        Assert.Equal("spool", row.GetProperty("name").GetString());
        Assert.Equal((100, 200, 2, 0.8, 1.5), (
            row.GetProperty("baseline").GetDouble(), row.GetProperty("product").GetDouble(), row.GetProperty("ratio").GetDouble(),
            row.GetProperty("bar").GetDouble(), row.GetProperty("stretch").GetDouble()));
        Assert.True(row.GetProperty("pass").GetBoolean());
        Assert.Equal(3, row.GetProperty("baseline_rounds").GetArrayLength());
        Assert.Equal("always", json.RootElement.GetProperty("environment").GetProperty("sync_mode").GetString());
        Assert.True(json.RootElement.TryGetProperty("contended", out _));
    }

    [Fact]
    public async Task A_run_leaves_no_folder_behind()
    {
        var fake = new Fake(Row("spool"), 1);
        await RunAsync([], fake);
        Assert.NotNull(fake.Folder);
        Assert.False(Directory.Exists(fake.Folder));
    }

    [Theory]
    [InlineData(2.0, 1.0, 0, false)]
    [InlineData(2.1, 1.0, 0, true)]
    [InlineData(1.0, 2.1, 0, true)]
    [InlineData(1.0, 1.0, 60, true)]
    public void A_run_is_contended_when_more_wants_to_run_than_there_are_cores_or_time_is_stolen(
        double loadBefore, double loadAfter, long stolen, bool contended)
    {
        var conditions = RunConditions.Of(s_machine, new LoadSample(loadBefore, 1_000, 0), new LoadSample(loadAfter, 2_000, stolen));
        Assert.Equal(contended, conditions.Contended);
    }

    [Fact]
    public void Load_and_steal_are_read_from_what_the_kernel_writes()
    {
        var sample = LoadSample.Parse("2.50 1.00 0.50 1/100 4711", "cpu  10 20 30 40 50 60 70 80 90 100");
        Assert.Equal(new LoadSample(2.5, 360, 80), sample);
    }

    [Fact]
    public void The_disk_is_the_longest_mount_point_that_holds_the_folder() => Assert.Equal(
        "xfs",
        Machine.FileSystemOf(["/dev/a / ext4 rw 0 0", "tmpfs /tmp tmpfs rw 0 0", "/dev/b /var xfs rw 0 0", "x /var/t tmpfs rw 0 0"], "/var/tmp/run"));

    [Fact]
    public void No_two_rows_have_the_same_name_and_each_says_what_it_is_measured_against()
    {
        var rows = Catalog.All.SelectMany(static benchmark => benchmark.Rows).ToArray();
        Assert.Equal(rows.Length, rows.Select(static row => row.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(rows, static row => Assert.NotEqual("", row.Baseline));
        Assert.All(rows, static row => Assert.NotEqual("", row.Product));
        Assert.All(rows, static row => Assert.True(row.Stretch is null || row.Reaches(row.Stretch, row.Bar), row.Name));
    }

    private static RowSpec Row(string name) => new(name, "records/s", Better.Higher, "baseline", "product") { Bar = 0.8 };

    private static async Task<(int Code, string Output, string Messages)> RunAsync(string[] args, params IBenchmark[] catalog)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var code = await new BenchRun(catalog, output, messages).RunAsync(
            args, () => new BenchContext(new Workspace(), "no-broker"), _ => s_machine, Cancelled);
        return (code, output.ToString(), messages.ToString());
    }

    private sealed class Fake(RowSpec spec, double ratio) : IBenchmark
    {
        public IReadOnlyList<RowSpec> Rows { get; } = [spec];

        public Exception? Failure { get; init; }

        public int Runs { get; private set; }

        public string? Folder { get; private set; }

        public Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
        {
            Runs++;
            Folder = context.Workspace.NewFolder("fake");
            return Failure is null
                ? Task.FromResult<IReadOnlyList<BenchRow>>([new BenchRow(spec, new Samples([100, 90, 110], [100 * ratio, 100 * ratio]))])
                : throw Failure;
        }
    }
}
