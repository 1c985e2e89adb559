using System.Runtime.CompilerServices;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;
using Xunit;

namespace BmxTiming.Tests.Golden;

/// <summary>
/// Recorded races whose results must never change: each file holds a raw log and the events it led to when it was
/// recorded. <c>BMX_UPDATE_GOLDEN=1 ./bmx test Golden</c> derives the events anew.
/// </summary>
public sealed class GoldenTests
{
    private const string Update = "BMX_UPDATE_GOLDEN";
    private const string Extension = ".bmxrec";

    public static TheoryData<string> Names => [.. GoldenRaces.All.Keys.Order(StringComparer.Ordinal)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recorded_race_still_leads_to_the_same_events(string name)
    {
        var file = FileOf(name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await WriteAsync(name, file);
            Assert.Skip($"{file} was written, not checked.");
        }

        Assert.True(File.Exists(file), $"{file} does not exist; {Update}=1 ./bmx test Golden records it.");
        var comparison = new EventComparison(kept: 3);
        await using var reader = new RecordReader(File.OpenRead(file));
        var header = await reader.ReadHeaderAsync(Stop);
        await new ReplayRun(new TrackRefold(header.TrackId, null), 1, comparison).RunAsync(reader.ReadAsync(Stop), null, Stop);
        Assert.True(
            comparison.Differences == 0,
            $"The fold changes past results of {name}: {comparison.Differences} differences, first {string.Join("; ", comparison.Kept)}. "
            + $"If that is meant, {Update}=1 ./bmx test Golden records it, and the CHANGELOG must say so.");
        Assert.True(comparison.Equal > 0, $"{file} holds no events.");
    }

    [Fact]
    public void Every_file_of_the_golden_set_is_checked() =>
        Assert.Empty(Directory.GetFiles(Folder(), "*" + Extension).Select(Path.GetFileNameWithoutExtension).Except(GoldenRaces.All.Keys));

    [Fact]
    public async Task A_planted_change_of_one_digit_is_found()
    {
        await using var reader = new RecordReader(File.OpenRead(FileOf("clean-race")));
        var header = await reader.ReadHeaderAsync(Stop);
        var comparison = new EventComparison(kept: 3);

        await new ReplayRun(new TrackRefold(header.TrackId, null), 1, comparison).RunAsync(WithOneDigitChanged(reader.ReadAsync(Stop)), null, Stop);

        var difference = Assert.Single(comparison.Kept);
        Assert.Equal((ReplayDifference.Bytes, "race_finished", 1), (difference.Difference, difference.Kind, comparison.Differences));
        Assert.NotEqual(difference.Stored, difference.Folded);
    }

    private static async IAsyncEnumerable<RecordedMessage> WithOneDigitChanged(IAsyncEnumerable<RecordedMessage> history)
    {
        var done = false;
        await foreach (var message in history)
        {
            if (!done && message is RecordedEvent stored && stored.Body.Span.IndexOf("\"race_finished\""u8) >= 0)
            {
                var body = stored.Body.ToArray();
                var digit = body.AsSpan().IndexOf("\"elapsed_us\":"u8) + "\"elapsed_us\":".Length;
                body[digit] = (byte)(body[digit] == '9' ? '1' : body[digit] + 1);
                done = true;
                yield return stored with { Body = body };
                continue;
            }

            yield return message;
        }
    }

    /// <summary>Keeps the raw log of a race that is recorded already, so that the set goes on saying what old logs lead to.</summary>
    private static async Task WriteAsync(string name, string file)
    {
        var (track, raw) = File.Exists(file) ? await RawOfAsync(file) : Scripted(name);
        await using var output = File.Create(file);
        await RecordWriter.WriteAsync(
            output, new RecordHeader(RecordFormat.Version, track, RaceFold.FoldVersion, raw[^1].StreamSeq), Derive(track, raw), Stop);
    }

    private static (TrackId Track, RecordedRaw[] Raw) Scripted(string name)
    {
        var log = GoldenRaces.All[name]();
        return (log.Track, [.. log.Records.Select(record => new RecordedRaw(record.StreamSeq, record.Body))]);
    }

    private static async Task<(TrackId Track, RecordedRaw[] Raw)> RawOfAsync(string file)
    {
        var raw = new List<RecordedRaw>();
        await using var reader = new RecordReader(File.OpenRead(file));
        var header = await reader.ReadHeaderAsync(Stop);
        await foreach (var message in reader.ReadAsync(Stop))
        {
            if (message is RecordedRaw one)
            {
                raw.Add(one);
            }
        }

        return (header.TrackId, [.. raw]);
    }

    private static async IAsyncEnumerable<RecordedMessage> Derive(TrackId track, IEnumerable<RecordedRaw> raw)
    {
        var refold = new TrackRefold(track, null);
        var streamSeq = 0L;
        foreach (var message in raw)
        {
            yield return message;
            foreach (var derived in refold.Fold(new RawRecord(message.StreamSeq, message.Body)))
            {
                yield return new RecordedEvent(++streamSeq, derived.RawSeq, derived.Ordinal, RaceFold.FoldVersion, derived.Body);
            }
        }

        await Task.CompletedTask;
    }

    internal static string FileOf(string name) => Path.Combine(Folder(), name + Extension);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
