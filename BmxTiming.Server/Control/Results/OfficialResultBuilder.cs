using BmxTiming.Server.Control.Draws;

namespace BmxTiming.Server.Control.Results;

/// <summary>Copies everything that made a result. Pure.</summary>
internal static class OfficialResultBuilder
{
    public static OfficialResult Build(MeetingData data, ClassPlan plan)
    {
        var races = plan.Rounds
            .SelectMany(round => round.Gates.Select((_, gate) => (round.Round, MotoId: plan.MotoIdOf(round.Round, gate))))
            .Select(race => (race.Round, race.MotoId, Outcome: data.OutcomeOf(race.MotoId)))
            .Where(static race => race.Outcome is not null)
            .ToArray();
        var runs = races.Select(static race => race.Outcome!.Run).Where(static run => run is not null).Select(static run => run!).ToArray();
        return new OfficialResult
        {
            Id = OfficialResult.IdOf(plan.MeetingId, plan.ClassName, plan.OfficialVersion),
            MeetingId = plan.MeetingId,
            ClassName = plan.ClassName,
            Version = plan.OfficialVersion,
            MadeBy = plan.Official!.By,
            MadeAtUs = plan.Official.AtUs,
            Reason = plan.Official.Reason,
            Rulebook = data.Plan.Rulebook!,
            Ranks = Ranks(data, plan),
            Score = ClassScoreView.Of(data, plan),
            Races = [.. races.Select(static race => new OfficialRace(
                race.MotoId, race.Round, race.Outcome!.RunNumber, race.Outcome.Rows, race.Outcome.Sheet, race.Outcome.Run?.Results ?? []))],
            FirstSeq = runs.Length == 0 ? null : runs.Min(static run => run.StagedSeq),
            LastSeq = runs.Length == 0 ? null : runs.Max(static run => run.StreamSeq),
            FirstRawSeq = runs.All(static run => run.StagedRawSeq is not null) ? runs.Min(static run => run.StagedRawSeq) : null,
            LastRawSeq = runs.All(static run => run.RawSeq is not null) ? runs.Max(static run => run.RawSeq) : null,
        };
    }

    /// <summary>Final ranks; of a merged class that is scored separately each part has ranks of its own.</summary>
    public static IReadOnlyList<OfficialRank> Ranks(MeetingData data, ClassPlan plan)
    {
        if (ClassSheetBuilder.Score(data, plan) is not { IsOk: true, Value: { } score })
        {
            return [];
        }

        var apart = data.Plan.Merges.Where(merge => merge.Into == plan.ClassName && merge.ScoreSeparately).Select(static merge => merge.From).ToArray();
        var ranks = score.Final.Select(rank =>
        {
            var entry = data.EntryOf(plan.EntryIds[rank.Rider])!;
            return new OfficialRank(
                apart.Contains(entry.ClassName) ? entry.ClassName : plan.ClassName, rank.Rank, entry.EntryId, entry.RiderId, entry.Plate,
                score.Ranking.FirstOrDefault(moto => moto.Rider == rank.Rider)?.Total,
                rank.DecidedBy is { } step ? System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString()) : null);
        });
        return [.. ranks.GroupBy(static rank => rank.RankedIn, StringComparer.Ordinal).SelectMany(static part => Renumbered([.. part]))];
    }

    /// <summary>Counts again from 1; who shared a number still does.</summary>
    private static IEnumerable<OfficialRank> Renumbered(OfficialRank[] part) => part.Select(rank =>
        rank with { Rank = rank.Rank is { } number ? 1 + part.Count(other => other.Rank < number) : null });
}
