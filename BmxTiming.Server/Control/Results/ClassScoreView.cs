using System.Text.Json;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Scoring;

namespace BmxTiming.Server.Control.Results;

/// <summary>A class as scored, with every number behind its ranks: what a result sheet shows, and what a protest is about.</summary>
/// <param name="Rounds">Complete rounds, with the points of each rider.</param>
/// <param name="Ranking">After the motos; empty = not all are ridden.</param>
/// <param name="Heats">Of each knock-out round that is due, by the rules.</param>
internal sealed record ClassScoreView(
    IReadOnlyList<ScoredRound> Rounds, IReadOnlyList<ScoredRank> Ranking, IReadOnlyList<ScoredCut> Cuts, IReadOnlyList<ScoredHeat> Heats)
{
    /// <returns>Null where no round is complete, or the class can not be scored. Pure.</returns>
    public static ClassScoreView? Of(MeetingData data, ClassPlan plan) =>
        ClassSheetBuilder.Score(data, plan) is { IsOk: true, Value: { } score } ? Of(plan, score) : null;

    private static ClassScoreView Of(ClassPlan plan, ClassScore score) => new(
        [.. score.Motos.Concat(score.KnockOut.Select(static round => round.Sheet).OfType<RoundSheet>()).Select(round => new ScoredRound(
            round.Round.Name,
            [.. round.Lines.Select(line => new ScoredLine(
                plan.EntryIds[line.Rider], HeatOf(plan, round, line.Rider), line.Place, line.Code?.Code, line.Points, line.Time))]))],
        [.. score.Ranking.Select((rank, i) => new ScoredRank(
            plan.EntryIds[rank.Rider], i + 1, rank.Total, Word(rank.Standing), rank.DecidedBy is { } step ? Word(step) : null, rank.Open))],
        [.. score.Cuts.Select(cut => new ScoredCut(cut.After, Ids(plan, cut.GoOn)))],
        [.. score.KnockOut.SelectMany(round => round.Heats.Select((heat, i) => new ScoredHeat(
            round.Round.Name, i + 1, Ids(plan, heat.Riders), Ids(plan, heat.GateChoice))))]);

    private static int? HeatOf(ClassPlan plan, RoundSheet round, int rider) =>
        plan.Rounds.FirstOrDefault(drawn => drawn.Round == round.Round.Name)?.GateOf(plan.EntryIds[rider]) + 1;

    private static IReadOnlyList<string> Ids(ClassPlan plan, IEnumerable<int> riders) => [.. riders.Select(rider => plan.EntryIds[rider])];

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

internal sealed record ScoredRound(string RoundName, IReadOnlyList<ScoredLine> Lines);

/// <param name="Heat">From 1; absent for a rider who was at no gate of the round.</param>
/// <param name="Points">Absent for a code without points.</param>
internal sealed record ScoredLine(string EntryId, int? Heat, int? Place, string? Code, int? Points, Protocol.Time.Micros? ElapsedUs);

/// <param name="Position">From 1, in the order of the ranking; no two share one.</param>
/// <param name="Standing">Classified, or why the rider stands behind those who are.</param>
/// <param name="DecidedBy">The step that put the rider behind the one in front.</param>
/// <param name="Open">No step splits the rider from the one in front: officials decide.</param>
internal sealed record ScoredRank(string EntryId, int Position, int Total, string Standing, string? DecidedBy, bool Open);

/// <param name="GoOn">Best first.</param>
internal sealed record ScoredCut(string After, IReadOnlyList<string> GoOn);

/// <param name="Heat">From 1.</param>
/// <param name="Riders">Best seed first.</param>
/// <param name="GateChoice">The same riders in the order in which they choose their lane.</param>
internal sealed record ScoredHeat(string RoundName, int Heat, IReadOnlyList<string> Riders, IReadOnlyList<string> GateChoice);
