using System.Collections.Immutable;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Draws;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Control.Results;

/// <summary>Puts the races of a class on one sheet, round by round as far as all gates of a round are ridden, and scores it. Pure.</summary>
internal static class ClassSheetBuilder
{
    /// <returns>Null where no round is complete.</returns>
    public static Result<ClassScore>? Score(MeetingData data, ClassPlan plan) => Sheet(data, plan) is { } sheet
        ? ClassScorer.Score(data.Book!, sheet, plan.Draw!.Riders)
        : null;

    /// <returns>Null where no round is complete; riders are named by their entries.</returns>
    public static ClassSheet? Sheet(MeetingData data, ClassPlan plan)
    {
        if (data.Book is not { } book || plan.Draw is null || !IsComplete(data, plan, plan.Motos[0]))
        {
            return null;
        }

        var rounds = plan.Rounds.TakeWhile(round => IsComplete(data, plan, round)).ToArray();
        return new ClassSheet(
            plan.ClassName, null, Complete: true,
            [.. plan.EntryIds.Select(id => new RiderSheet(
                id,
                [.. rounds.SelectMany(round => Line(data, plan, book, round, id) is { } line ? [line] : (ResultSheet[])[])],
                null, null, null, plan.Lots.IndexOf(id)))]);
    }

    /// <summary>Every gate has a result, or nobody left to ride it.</summary>
    public static bool IsComplete(MeetingData data, ClassPlan plan, DrawnRound round) => Enumerable.Range(0, round.Gates.Length)
        .All(gate => round.Gates[gate].Lanes.All(lane => data.EntryOf(lane.Id) is { Scratched: true })
            || data.OutcomeOf(plan.MotoIdOf(round.Round, gate)) is not null);

    private static ResultSheet? Line(MeetingData data, ClassPlan plan, Rulebook book, DrawnRound round, string entryId)
    {
        var missed = book.Points.Codes.First(static code => code.Meaning == CodeMeaning.NotStarted);
        var isKnockOut = plan.KnockOuts.Contains(round);
        if (round.GateOf(entryId) is not { } gate)
        {
            var wentOn = isKnockOut || (plan.Motos.IndexOf(round) > 0 && plan.Motos.Take(plan.Motos.IndexOf(round)).Any(before => before.GateOf(entryId) is not null)
                && book.SizeFor(plan.Draw!.Riders) is { IsTransfer: true });
            // Who is scratched has not gone on by that: the moto is missed.
            return wentOn && (isKnockOut || data.EntryOf(entryId) is not { Scratched: true } || HasGoneOn(data, plan, plan.Motos.IndexOf(round), entryId))
                ? null
                : Missed(round, missed, round.Gates.Min(static other => other.Lanes.Length) + 1);
        }

        var entry = data.EntryOf(entryId)!;
        var row = data.OutcomeOf(plan.MotoIdOf(round.Round, gate))?.Rows.FirstOrDefault(found => found.RiderId == entry.RiderId);
        var heat = FormattableString.Invariant($"{gate + 1}");
        return row is not null
            ? new ResultSheet(round.Round, heat, round.LaneOf(entryId), row.Place, row.Code, null, null, row.ElapsedUs)
            : isKnockOut
                ? new ResultSheet(round.Round, heat, round.LaneOf(entryId), null, missed.Code, null, null, null)
                : Missed(round, missed, round.Gates[gate].Lanes.Length);
    }

    /// <param name="moto">Index of the moto that a rider would ride who has not gone on.</param>
    private static bool HasGoneOn(MeetingData data, ClassPlan plan, int moto, string entryId) =>
        Score(data, plan with { Motos = [.. plan.Motos.Take(moto)], KnockOuts = [] }) is { IsOk: true, Value: { } score }
        && score.Cuts.Any(cut => cut.GoOn.Any(rider => plan.EntryIds[rider] == entryId));

    /// <summary>Not at the gate: scored for the rider alone, and no rider of that gate gets other points for it.</summary>
    private static ResultSheet Missed(DrawnRound round, CodeRule code, int drawn) =>
        new(round.Round, null, null, null, code.Code, code.Points.In(drawn, drawn), null, null);

    private static int? IndexOf(this IReadOnlyList<string> ids, string id) =>
        ids.Select(static (found, i) => (found, i)).Where(pair => pair.found == id).Select(static pair => (int?)pair.i).FirstOrDefault();

    private static int IndexOf(this IReadOnlyList<DrawnRound> rounds, DrawnRound round) =>
        rounds.Select(static (found, i) => (found, i)).Where(pair => ReferenceEquals(pair.found, round)).Select(static pair => pair.i).DefaultIfEmpty(-1).First();
}
