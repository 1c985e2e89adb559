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
        if (data.Book is not { } book || ClassSheetBuilder.Score(data, plan) is not { IsOk: true, Value: { } score })
        {
            return [];
        }

        var found = new List<Invalidation>();
        for (var i = 0; i < Math.Min(plan.KnockOuts.Count, score.KnockOut.Length); i++)
        {
            var expected = score.KnockOut[i].Heats
                .SelectMany((heat, gate) => heat.Riders.Select(rider => (Id: plan.EntryIds[rider], Gate: gate))).ToArray();
            Add(plan.KnockOuts[i], expected);
        }

        if (score.Size.IsTransfer && plan.Motos.Count > score.Motos.Length)
        {
            var left = RoundFilling.Left(data, plan, book, score);
            var drawn = plan.Motos[score.Motos.Length];
            Add(drawn, [.. left.Select(id => (id, drawn.GateOf(id) ?? -1))]);
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
