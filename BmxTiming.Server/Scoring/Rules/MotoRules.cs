using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Names">The qualifying rounds in order.</param>
/// <param name="Order">Ranks a class in which everybody rides every moto.</param>
/// <param name="AbsentCodes">A rider who has one of these in every moto was absent from all.</param>
/// <param name="AbsentFromAll">What becomes of such a rider.</param>
/// <param name="TransferOrder">Ranks a class in which riders go on after each moto.</param>
internal sealed record MotoRules(
    ImmutableArray<RoundName> Names, ImmutableArray<TieStep> Order, ImmutableArray<string> AbsentCodes, AbsentRule AbsentFromAll,
    ImmutableArray<TieStep>? TransferOrder = null);
