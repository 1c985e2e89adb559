using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>Reads the rounds of a class sheet with a rulebook: which race, which code, how many points.</summary>
internal sealed class RoundReader(Rulebook book, ClassSheet sheet)
{
    /// <summary>What no round can be read from; null = fine.</summary>
    public Error? Find()
    {
        var numbers = sheet.Riders.GroupBy(static rider => rider.Number, StringComparer.Ordinal);
        if (numbers.FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            return new Error(ScoreErrors.RiderTwice, $"{sheet.Name}: {twice.Key} stands there more than once.");
        }

        return sheet.Riders
            .SelectMany(rider => rider.Rounds.Select(result => Find(rider, result)))
            .FirstOrDefault(static error => error is not null);
    }

    /// <returns>The sheet's line of this rider; null = the rider did not ride this round.</returns>
    public ResultSheet? ResultOf(int rider, RoundName round) =>
        sheet.Riders[rider].Rounds.FirstOrDefault(result => round.Is(result.Round) && !IsTransferred(result));

    public bool WentOnBefore(int rider, RoundName round) =>
        sheet.Riders[rider].Rounds.Any(result => round.Is(result.Round) && IsTransferred(result));

    /// <summary>At the gate of no moto: by a code in each, or by no result at all.</summary>
    public bool IsAbsent(int rider) =>
        sheet.Riders[rider].Rounds.All(result => result.Code is { } code && book.Motos.AbsentCodes.Contains(code));

    /// <summary>Everybody with a result in this round.</summary>
    /// <param name="heatOf">The heat of a rider where the sheet prints none; null = unknown.</param>
    public Result<RoundSheet> Read(RoundName round, Func<int, int?> heatOf)
    {
        var ridden = Enumerable.Range(0, sheet.Riders.Length)
            .Select(rider => (Rider: rider, Result: ResultOf(rider, round)))
            .Where(static line => line.Result is not null)
            .Select(static line => (line.Rider, Result: line.Result!))
            .ToImmutableArray();
        var names = ridden.Select(static line => line.Result.Heat).OfType<string>().Distinct().ToImmutableArray();
        var placed = ridden.Select(line => (
            line.Rider, line.Result, Code: line.Result.Code is { } code ? book.CodeFor(code) : null,
            Heat: line.Result.Heat is { } heat ? names.IndexOf(heat) : names.IsEmpty ? heatOf(line.Rider) : null)).ToImmutableArray();

        var lines = ImmutableArray.CreateBuilder<RaceLine>(placed.Length);
        foreach (var (rider, result, code, heat) in placed)
        {
            var drawn = placed.Where(other => other.Heat == heat).ToArray();
            var starters = drawn.Count(static other => other.Code is not { Meaning: CodeMeaning.NotStarted });
            var points = code switch
            {
                null => book.Points.ByPlace[result.Place!.Value - 1],
                { Points.Of: PointsBase.Starters or PointsBase.Drawn } when heat is null => result.Points,
                _ => code.Points.In(starters, drawn.Length),
            };
            if (points is null && code is { Points.Of: not PointsBase.None } && !IsAbsent(rider))
            {
                return Result.Fail<RoundSheet>(
                    ScoreErrors.PointsUnknown,
                    $"{sheet.Name}, {sheet.Riders[rider].Number}, {round.Name}: {code.Code} without heat and points; give one of them.");
            }

            lines.Add(new RaceLine(rider, heat, result.Place, code, points, result.Time));
        }

        return Result.Ok(new RoundSheet(round, lines.ToImmutable()));
    }

    private bool IsTransferred(ResultSheet result) => result.Code is { } code && book.CodeFor(code) is { Meaning: CodeMeaning.Transferred };

    private Error? Find(RiderSheet rider, ResultSheet result)
    {
        var where = $"{sheet.Name}, {rider.Number}, {result.Round}";
        if (!book.Motos.Names.Concat(book.KnockOut.Rounds).Any(round => round.Is(result.Round)))
        {
            return new Error(ScoreErrors.RoundUnknown, $"{where}: {book.Name} has no round of this name.");
        }

        if (rider.Rounds.Count(other => SameRound(other.Round, result.Round)) > 1)
        {
            return new Error(ScoreErrors.RoundTwice, $"{where}: two results of one round.");
        }

        if (result.Code is { } code && book.CodeFor(code) is null)
        {
            return new Error(ScoreErrors.CodeUnknown, $"{where}: {book.Name} does not know the code '{code}'.");
        }

        return (result.Place is null) == (result.Code is null) || result.Place < 1 || result.Place > book.Lanes.Count
            ? new Error(ScoreErrors.ResultInvalid, FormattableString.Invariant($"{where}: either a place from 1 to {book.Lanes.Count} or a code."))
            : null;
    }

    private bool SameRound(string a, string b) =>
        a == b || book.Motos.Names.Concat(book.KnockOut.Rounds).Any(round => round.Is(a) && round.Is(b));
}
