using System.Collections.Immutable;
using System.Text.Json;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Server.Scoring.Verification;

namespace BmxTiming.Server.Hosting;

/// <summary>What the verb <c>score</c> prints; riders are named by their plates.</summary>
internal static class ScoreReport
{
    public static object Of(
        Rulebook book, MeetingSheet meeting, ImmutableArray<(ClassSheet Sheet, ClassScore Score)> scored,
        ImmutableArray<(string Class, Error Error)> left) =>
        new
        {
            meeting.Meeting,
            Rulebook = book.Name,
            RulebookVersion = book.Version,
            Classes = scored.Select(static one => Class(one.Sheet, one.Score)),
            LeftOut = LeftOut(left),
        };

    public static object Verification(
        Rulebook book, MeetingSheet meeting, int classes, ImmutableArray<Check> checks, ImmutableArray<(string Class, Error Error)> left) =>
        new
        {
            meeting.Meeting,
            Rulebook = book.Name,
            RulebookVersion = book.Version,
            Classes = classes,
            Compared = new SortedDictionary<string, int>(
                checks.CountBy(static check => check.What).ToDictionary(), StringComparer.Ordinal),
            Differences = checks.Count(static check => check.Difference is not null),
            LeftOut = LeftOut(left),
        };

    public static object Class(ClassSheet sheet, ClassScore score) => new
    {
        sheet.Name,
        Riders = sheet.Riders.Length,
        Rule = new { score.Size.From, score.Size.To, score.Size.Confirmed, score.Size.Note },
        Totals = score.Ranking.OrderBy(static rank => rank.Rider).Select(rank => new
        {
            Number = Plate(sheet, rank.Rider),
            Points = score.Motos.Select(moto => moto.Of(rank.Rider)?.Points),
            rank.Total,
        }),
        OrderAfterMotos = score.Ranking.Select((rank, i) => new
        {
            Position = i + 1,
            Number = Plate(sheet, rank.Rider),
            rank.Total,
            Standing = Word(rank.Standing),
            DecidedBy = Word(rank.DecidedBy),
            Open = rank.Open ? true : (bool?)null,
        }),
        Cuts = score.Cuts.Select(cut => new { cut.After, GoOn = Plates(sheet, cut.GoOn) }),
        KnockOut = score.KnockOut.Select(round => new
        {
            Round = round.Round.Name,
            Ridden = round.Sheet is not null,
            Heats = round.Heats.Select(heat => new { Riders = Plates(sheet, heat.Riders), GateChoice = Plates(sheet, heat.GateChoice) }),
        }),
        FinalRanks = score.Final.Select((rank, i) => new
        {
            ListedAt = i + 1,
            rank.Rank,
            Number = Plate(sheet, rank.Rider),
            DecidedBy = Word(rank.DecidedBy),
            Open = rank.Open ? true : (bool?)null,
        }),
    };

    public static IEnumerable<object> LeftOut(ImmutableArray<(string Class, Error Error)> left) =>
        left.Select(static one => new { one.Class, one.Error.Code, Reason = one.Error.Message });

    private static string Plate(ClassSheet sheet, int rider) => sheet.Riders[rider].Number;

    private static IEnumerable<string> Plates(ClassSheet sheet, ImmutableArray<int> riders) => riders.Select(rider => Plate(sheet, rider));

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is { } one ? Word(one) : null;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
