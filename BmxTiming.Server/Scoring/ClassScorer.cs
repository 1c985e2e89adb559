using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>Scores a class from its sheet, as far as it was ridden.</summary>
internal static class ClassScorer
{
    /// <param name="drawnAs">The number of riders that the class was drawn with: late entries do not change its rounds.</param>
    public static Result<ClassScore> Score(Rulebook book, ClassSheet sheet, int? drawnAs = null)
    {
        if (sheet.Riders.All(static rider => rider.Rounds.IsEmpty))
        {
            return Result.Fail<ClassScore>(ScoreErrors.ClassWithoutRounds, $"{sheet.Name}: the sheet holds no results by round.");
        }

        if (!sheet.Complete || (sheet.Drawn is { } drawn && drawn != sheet.Riders.Length))
        {
            return Result.Fail<ClassScore>(
                ScoreErrors.ClassIncomplete,
                FormattableString.Invariant($"{sheet.Name}: the sheet holds {sheet.Riders.Length} riders of {(object?)sheet.Drawn ?? "more"}."));
        }

        if (book.SizeFor(drawnAs ?? sheet.Riders.Length) is not { } size)
        {
            return Result.Fail<ClassScore>(
                ScoreErrors.NoRuleForSize,
                FormattableString.Invariant(
                    $"{sheet.Name}: {book.Name} has no rule for {sheet.Riders.Length} riders; merge the class or choose another rulebook."));
        }

        var reader = new RoundReader(book, sheet);
        if (reader.Find() is { } wrong)
        {
            return new Result<ClassScore> { Error = wrong };
        }

        var motos = new MotoScorer(book, sheet, size, reader).Score();
        if (!motos.IsOk)
        {
            return new Result<ClassScore> { Error = motos.Error };
        }

        if (motos.Value.Ranking.IsEmpty)
        {
            return Result.Ok(new ClassScore(size, motos.Value.Motos, [], motos.Value.Cuts, [], []));
        }

        var knockOut = new KnockOutScorer(book, sheet, size, reader, motos.Value);
        var rounds = knockOut.Score();
        if (!rounds.IsOk)
        {
            return new Result<ClassScore> { Error = rounds.Error };
        }

        var final = new FinalRanking(book, size, motos.Value, rider => sheet.Riders[rider].Number).Rank(rounds.Value.Rounds, knockOut);
        return Result.Ok(new ClassScore(
            size, motos.Value.Motos, motos.Value.Ranking, [.. motos.Value.Cuts, .. rounds.Value.Cuts], rounds.Value.Rounds, final));
    }
}
