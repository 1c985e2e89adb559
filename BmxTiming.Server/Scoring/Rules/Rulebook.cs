using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <summary>How a meeting is scored: everything that differs between federations and years. The file form is the same, in snake case.</summary>
/// <param name="Version">Raised when a rule changes; results name it.</param>
/// <param name="Confirmed">What real meetings proved, one fact each.</param>
/// <param name="Unconfirmed">What no result at hand could prove or disprove.</param>
/// <param name="Sizes">One rule for each number of riders; the ranges follow one another.</param>
internal sealed record Rulebook(
    string Name,
    int Version,
    string Title,
    ImmutableArray<string> Confirmed,
    ImmutableArray<string> Unconfirmed,
    LaneRules Lanes,
    PointRules Points,
    MotoRules Motos,
    ImmutableArray<SizeRule> Sizes,
    KnockOutRules KnockOut,
    GateChoiceRules GateChoice,
    FinalRules Final)
{
    /// <returns>Null where the rulebook has no rule for so many riders.</returns>
    public SizeRule? SizeFor(int riders) => Sizes.FirstOrDefault(size => size.From <= riders && riders <= size.To);

    public CodeRule? CodeFor(string code) => Points.Codes.FirstOrDefault(rule => rule.Code == code);

    /// <returns>The knock-out rounds of a class of this size, the final last.</returns>
    public ImmutableArray<KnockOutRound> KnockOutOf(SizeRule size)
    {
        var start = KnockOut.Rounds.IndexOf(KnockOut.Rounds.FirstOrDefault(round => round.Name == size.KnockOut)!);
        return start < 0 ? [] : KnockOut.Rounds[start..];
    }
}
