using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>What the steps of an order look at.</summary>
/// <param name="Motos">The qualifying rounds, as ridden.</param>
/// <param name="Rounds">The rounds that <see cref="TieStep.PointsBackwards"/> walks back from the last.</param>
/// <param name="Race">The race looked at.</param>
/// <param name="WentOnIn">Index of the moto from which a rider went on.</param>
/// <param name="Ranking">Riders in the order after the motos.</param>
/// <param name="Seeds">Riders in the order in which they came into the race looked at.</param>
internal sealed record TieView(
    ImmutableArray<RoundSheet> Motos, ImmutableArray<RoundSheet> Rounds, Func<int, RaceLine?> Race, Func<int, int?> WentOnIn,
    ImmutableArray<int> Ranking, ImmutableArray<int> Seeds)
{
    /// <summary>Behind every value.</summary>
    private const long Missing = long.MaxValue;

    /// <summary>What officials decided where no step splits; who has no lot stands behind.</summary>
    public Func<int, int?> Lot { get; init; } = static _ => null;

    public static TieView OfMotos(ImmutableArray<RoundSheet> motos, Func<int, int?> wentOnIn) =>
        new(motos, motos, rider => motos.LastRidden(rider), wentOnIn, [], []);

    public IEnumerable<long> Keys(TieStep step, int rider) => step switch
    {
        TieStep.Total => [Motos.Sum(moto => (long)(moto.Of(rider)?.Points ?? 0))],
        TieStep.PointsBackwards => Rounds.Reverse().Select(round => round.Of(rider)?.Points ?? Missing),
        TieStep.Points => [Race(rider)?.Points ?? Missing],
        TieStep.Place => [Race(rider)?.Place ?? Missing],
        TieStep.Code => [Race(rider) is { } line ? line.Code?.Order ?? long.MinValue : Missing],
        TieStep.Time => [Race(rider)?.Time?.Value ?? Missing],
        TieStep.BestTime => [Motos.Min(moto => moto.Of(rider)?.Time?.Value ?? Missing)],
        TieStep.Round => [WentOnIn(rider) ?? Missing],
        TieStep.Ranking => [Position(Ranking, rider)],
        TieStep.Seed => [Position(Seeds, rider)],
        TieStep.Lot or TieStep.RunOff => [Lot(rider) ?? Missing],
        _ => [],
    };

    private static long Position(ImmutableArray<int> order, int rider) => order.IndexOf(rider) is >= 0 and var at ? at : Missing;
}
