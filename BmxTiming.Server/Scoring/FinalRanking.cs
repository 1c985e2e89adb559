using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>Final ranks: the final, then the rounds backwards, then those whom the motos left out.</summary>
internal sealed class FinalRanking(Rulebook book, SizeRule size, MotoScore motos, Func<int, string> plateOf)
{
    public ImmutableArray<FinalRank> Rank(ImmutableArray<KnockOutScore> rounds, KnockOutScorer scorer)
    {
        if (motos.Ranking.IsEmpty || rounds.Length < book.KnockOutOf(size).Length || rounds.Any(static round => round.Sheet is null))
        {
            return [];
        }

        var listed = rounds.Reverse().SelectMany((_, back) => OutIn(rounds[..(rounds.Length - back)], isFinal: back == 0, rounds, scorer))
            .Concat(LeftOut(rounds))
            .ToImmutableArray();
        return Number([.. listed.OrderBy(static line => line.Kind == Kind.ClosesUp)]);
    }

    /// <summary>Who rode the last of these rounds and none behind it.</summary>
    private IEnumerable<Listed> OutIn(
        ImmutableArray<KnockOutScore> upTo, bool isFinal, ImmutableArray<KnockOutScore> all, KnockOutScorer scorer)
    {
        var sheet = upTo[^1].Sheet!;
        var riders = sheet.Lines.Select(static line => line.Rider).Where(rider => all[upTo.Length..].All(later => later.Sheet!.Of(rider) is null));
        var view = scorer.View(upTo, sheet.Of, upTo[^1].Seeds);
        var ordered = TieChain.Order(riders, isFinal ? book.Final.Final : book.Final.Out, view, plateOf);
        return ordered.Select((rider, i) => new Listed(
            rider.Rider, KindOf(sheet.Of(rider.Rider)!), rider.DecidedBy, rider.Open,
            DeadHeat: isFinal && i > 0 && sheet.Of(rider.Rider)!.Place is { } place && sheet.Of(ordered[i - 1].Rider)!.Place == place));
    }

    private IEnumerable<Listed> LeftOut(ImmutableArray<KnockOutScore> rounds) => motos.Ranking
        .Where(rank => rounds.All(round => round.Sheet!.Of(rank.Rider) is null))
        .Select((rank, i) => new Listed(
            rank.Rider,
            rank.Standing switch
            {
                Standing.Classified => Kind.Ranked,
                Standing.Absent when book.Motos.AbsentFromAll == AbsentRule.LastRankShared => Kind.Shared,
                _ => Kind.Unranked,
            },
            i == 0 ? null : rank.DecidedBy,
            rank.Open));

    private static Kind KindOf(RaceLine line) => line.Code?.KnockOutRank switch
    {
        KnockOutRank.KeepsNumber => Kind.KeepsNumber,
        KnockOutRank.ClosesUp => Kind.ClosesUp,
        _ => Kind.Ranked,
    };

    private static ImmutableArray<FinalRank> Number(ImmutableArray<Listed> listed)
    {
        var shared = 1 + listed.Count(static line => line.Kind is Kind.Ranked or Kind.KeepsNumber);
        var first = 0; // of those who share a rank
        return [.. listed.Select((line, i) =>
        {
            first = line.DeadHeat ? first : i;
            return new FinalRank(
                line.Rider, line.Kind switch { Kind.Ranked => first + 1, Kind.Shared => shared, _ => null }, line.DecidedBy, line.Open);
        })];
    }

    private enum Kind
    {
        Ranked,
        KeepsNumber,
        Shared,
        Unranked,
        ClosesUp,
    }

    /// <param name="DeadHeat">Crossed the line of the final together with the rider in front: only officials may split them.</param>
    private sealed record Listed(int Rider, Kind Kind, TieStep? DecidedBy, bool Open, bool DeadHeat = false);
}
