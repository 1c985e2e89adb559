using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Scoring.Draws;

namespace BmxTiming.Server.Control.Results;

/// <summary>A round that was filled with other riders than the results say now.</summary>
/// <param name="Raced">At least one of its heats is ridden: it stays as it was ridden, unless the officials have it run again.</param>
/// <param name="Out">Entries in it who should not be, or not in that heat.</param>
/// <param name="In">Entries who should be in it, or in another heat.</param>
internal sealed record Invalidation(
    string RoundName, IReadOnlyList<string> MotoIds, bool Raced, IReadOnlyList<string> Out, IReadOnlyList<string> In)
{
    /// <summary>What a change invalidates. Pure.</summary>
    public static IReadOnlyList<Invalidation> Of(MeetingData data, ClassPlan plan)
    {
        if (data.Book is not { } book || plan.Draw is null)
        {
            return [];
        }

        var found = new List<Invalidation>();
        if (book.SizeFor(plan.Draw.Riders) is { IsTransfer: true })
        {
            // Each moto by those in front of it alone: with a wrong one in it the whole class can not be scored.
            for (var i = 1; i < plan.Motos.Count; i++)
            {
                var upTo = plan with { Motos = [.. plan.Motos.Take(i)], KnockOuts = [] };
                if (upTo.Motos.All(moto => ClassSheetBuilder.IsComplete(data, upTo, moto))
                    && ClassSheetBuilder.Score(data, upTo) is { IsOk: true, Value: { } before })
                {
                    var drawn = plan.Motos[i];
                    Add(drawn, [.. RoundFilling.Left(data, plan, book, before).Select(id => (id, drawn.GateOf(id) ?? -1))]);
                }
            }
        }

        if (ClassSheetBuilder.Score(data, plan) is { IsOk: true, Value: { } score })
        {
            for (var i = 0; i < Math.Min(plan.KnockOuts.Count, score.KnockOut.Length); i++)
            {
                Add(plan.KnockOuts[i], [.. score.KnockOut[i].Heats
                    .SelectMany((heat, gate) => heat.Riders.Select(rider => (Id: plan.EntryIds[rider], Gate: gate)))]);
            }
        }

        return found;

        void Add(DrawnRound round, (string Id, int Gate)[] expected)
        {
            var drawn = round.Gates.SelectMany(static (gate, i) => gate.Lanes.Select(lane => (lane.Id, Gate: i))).ToArray();
            string[] leaving = [.. drawn.Except(expected).Select(static at => at.Id)];
            string[] coming = [.. expected.Except(drawn).Select(static at => at.Id)];
            if (leaving.Length + coming.Length > 0)
            {
                string[] motos = [.. round.Gates.Select((_, gate) => plan.MotoIdOf(round.Round, gate))];
                found.Add(new Invalidation(round.Round, motos, motos.Any(moto => data.OutcomeOf(moto) is not null), leaving, coming));
            }
        }
    }

    /// <summary>The class without the rounds that are wrong and not ridden: they are filled again.</summary>
    public static ClassPlan Drop(ClassPlan plan, IReadOnlyList<Invalidation> wrong)
    {
        string[] rounds = [.. wrong.Where(static found => !found.Raced).Select(static found => found.RoundName)];
        return plan with
        {
            Motos = [.. plan.Motos.TakeWhile(round => !rounds.Contains(round.Round))],
            KnockOuts = [.. plan.KnockOuts.TakeWhile(round => !rounds.Contains(round.Round))],
        };
    }
}
