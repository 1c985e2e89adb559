namespace BmxTiming.Server.Scoring.Rules;

/// <summary>Points of a code: <paramref name="Of"/> + <paramref name="Plus"/>.</summary>
internal sealed record CodePoints(PointsBase Of, int Plus = 0)
{
    /// <returns>Null = no points: who has such a result in a moto is not classified.</returns>
    public int? In(int starters, int drawn) => Of switch
    {
        PointsBase.Starters => starters + Plus,
        PointsBase.Drawn => drawn + Plus,
        PointsBase.Fixed => Plus,
        _ => null,
    };
}
