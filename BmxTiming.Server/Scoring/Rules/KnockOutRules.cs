using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Rounds">All rounds there can be, the final last.</param>
/// <param name="Draw">How the seeds are dealt to the heats.</param>
/// <param name="Advance">Order within a heat: the first ones go on.</param>
/// <param name="Seeding">Order of those who went on, for the next round. The first round is seeded by the ranking after the motos.</param>
internal sealed record KnockOutRules(
    ImmutableArray<KnockOutRound> Rounds, HeatDraw Draw, ImmutableArray<TieStep> Advance, ImmutableArray<TieStep> Seeding);
