using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <summary>What a class of <paramref name="From"/> to <paramref name="To"/> riders rides.</summary>
/// <param name="Motos">The qualifying rounds.</param>
/// <param name="Best">So many go on by the ranking after the motos; 0 = nobody, or they went on from the gates.</param>
/// <param name="KnockOut">The first knock-out round; null = the motos decide.</param>
/// <param name="Confirmed">Proved by a real meeting.</param>
/// <param name="Note">By which, or why this is the rule.</param>
internal sealed record SizeRule(
    int From, int To, ImmutableArray<MotoRound> Motos, int Best, bool Confirmed, string Note, string? KnockOut = null)
{
    /// <summary>Riders leave the motos as soon as they have gone on.</summary>
    public bool IsTransfer => Motos.Any(moto => moto.Each > 0);
}
