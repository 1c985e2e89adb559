using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Server.Scoring.Verification;

namespace BmxTiming.Server.Hosting;

/// <summary><c>score</c>: a meeting's sheets scored with a rulebook, and compared with what they print.</summary>
internal static class ScoreVerb
{
    public const string NothingScored = "nothing_scored";

    private static readonly string s_usage =
        $"score --rulebook NAME|FILE.json [--verify] FILE. Rulebooks: {string.Join(", ", RulebookLibrary.Names)}.";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = VerbArguments.Parse(args, ["--rulebook"], ["--verify"]);
        if (!parsed.IsOk || parsed.Value["--rulebook"] is not { } name || parsed.Value.Words is not [var file])
        {
            return await VerbOutput.UsageAsync(s_usage, parsed.Error);
        }

        var book = await RulebookArgument.ReadAsync(name, cancellationToken);
        if (!book.IsOk)
        {
            return await VerbOutput.FailAsync(book.Error, RulebookArgument.ExitCodeOf(book.Error));
        }

        if (!File.Exists(file))
        {
            return await VerbOutput.FailAsync(new Error(RulebookArgument.FileNotFound, $"{file} does not exist."), ServerVerbs.Usage);
        }

        var meeting = MeetingFileReader.Read(await File.ReadAllTextAsync(file, cancellationToken));
        return meeting.IsOk
            ? await ScoreAsync(book.Value, meeting.Value, parsed.Value.Has("--verify"))
            : await VerbOutput.FailAsync(meeting.Error, ServerVerbs.Refused);
    }

    private static async Task<int> ScoreAsync(Rulebook book, MeetingSheet meeting, bool verify)
    {
        ImmutableArray<(ClassSheet Sheet, Result<ClassScore> Score)> classes =
            [.. meeting.Classes.Select(sheet => (sheet, ClassScorer.Score(book, sheet)))];
        ImmutableArray<(ClassSheet Sheet, ClassScore Score)> scored =
            [.. classes.Where(static one => one.Score.IsOk).Select(static one => (one.Sheet, one.Score.Value!))];
        ImmutableArray<(string Class, Error Error)> left =
            [.. classes.Where(static one => !one.Score.IsOk).Select(static one => (one.Sheet.Name, one.Score.Error!))];
        ImmutableArray<Check> checks = verify ? [.. scored.SelectMany(one => new ClassComparison(book, one.Sheet, one.Score).Run())] : [];
        foreach (var difference in checks.Select(static check => check.Difference).OfType<Difference>())
        {
            Console.WriteLine(VerbOutput.Json(difference));
        }

        Console.WriteLine(VerbOutput.Json(
            verify ? ScoreReport.Verification(book, meeting, scored.Length, checks, left) : ScoreReport.Of(book, meeting, scored, left)));
        if (left.FirstOrDefault(one => !ScoreErrors.IsExclusion(one.Error.Code, verify)) is { Error: { } refused })
        {
            return await VerbOutput.FailAsync(refused, ServerVerbs.Refused);
        }

        if (scored.IsEmpty)
        {
            return await VerbOutput.FailAsync(
                new Error(NothingScored, "No class of this meeting can be scored; left_out says why."), ServerVerbs.Refused);
        }

        return checks.Any(static check => check.Difference is not null) ? ServerVerbs.Finding : ServerVerbs.Good;
    }
}
