using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;

namespace BmxTiming.Server.Control.Meetings;

/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Subject">What it is about, such as <c>entries/e12</c>.</param>
/// <param name="Blocks">The step can not be left with it.</param>
internal sealed record WorkflowProblem(string Code, string Message, string Subject, bool Blocks);

/// <summary>What stands in the way of each step, at this moment. Pure.</summary>
internal static class WorkflowProblems
{
    public static IEnumerable<WorkflowProblem> Of(MeetingData data, MeetingStep step) => step switch
    {
        MeetingStep.Entry => Entry(data),
        MeetingStep.Registration => Registration(data),
        MeetingStep.Merging => Merging(data),
        MeetingStep.Draw => Draw(data),
        MeetingStep.RaceOrder => RaceOrder(data),
        MeetingStep.Racing => Racing(data),
        MeetingStep.Official => Official(data),
        _ => [],
    };

    private static IEnumerable<WorkflowProblem> Official(MeetingData data)
    {
        foreach (var plan in data.Classes.Where(static plan => plan.Draw is not null))
        {
            var subject = $"classes/{plan.ClassName}";
            if (plan.Status != Draws.ResultStatus.Official)
            {
                yield return Block(
                    MeetingCodes.NotOfficial, $"{plan.ClassName} is {plan.Status.ToString().ToLowerInvariant()}: check it and make it official.", subject);
            }

            foreach (var moto in RaceSums.ChangedSinceCheck(data, plan))
            {
                yield return Block(
                    MeetingCodes.ResultChanged,
                    $"{plan.ClassName}: race {moto} says something else than when the result was checked. Reopen the result with a reason and "
                    + "check it again, or take the change of the race back.",
                    subject);
            }
        }
    }

    private static IEnumerable<WorkflowProblem> Entry(MeetingData data)
    {
        if (data.Plan.Rulebook is null)
        {
            yield return Block(MeetingCodes.RulebookMissing, "No rulebook is chosen: choose one for this meeting.", "rulebook");
        }
        else if (Changed(data) is { } changed)
        {
            yield return changed;
        }

        if (data.Entries.All(static entry => entry.Scratched))
        {
            yield return Block(MeetingCodes.NoEntries, "Nobody is entered: enter riders or import a list.", "entries");
        }
    }

    private static IEnumerable<WorkflowProblem> Registration(MeetingData data)
    {
        var open = data.Entries.Where(static entry => !entry.Scratched).ToArray();
        foreach (var entry in open.Where(static entry => !entry.CheckedIn))
        {
            yield return Block(
                MeetingCodes.NotCheckedIn, $"{entry.EntryId} (plate {entry.Plate}) was not at the desk: check in or scratch.", $"entries/{entry.EntryId}");
        }

        foreach (var entry in open.Where(static entry => !entry.Paid))
        {
            yield return Hint(MeetingCodes.NotPaid, $"{entry.EntryId} (plate {entry.Plate}) has not paid.", $"entries/{entry.EntryId}");
        }

        foreach (var twice in open.GroupBy(entry => (Class: data.Plan.RidesIn(entry.ClassName), entry.Plate)).Where(static group => group.Count() > 1))
        {
            yield return Block(
                MeetingCodes.PlateTwice, $"Plate {twice.Key.Plate} is worn twice in {twice.Key.Class}: give one of them another.", $"classes/{twice.Key.Class}");
        }

        foreach (var entry in open.Where(entry => data.TranspondersOf(entry).Count == 0))
        {
            yield return Hint(
                MeetingCodes.NoTransponder,
                $"{entry.EntryId} (plate {entry.Plate}) has no transponder: hand one out, or enter the finish by hand.", $"entries/{entry.EntryId}");
        }

        foreach (var twice in open.SelectMany(entry => data.TranspondersOf(entry).Select(id => (id, entry.RiderId)))
            .Distinct().GroupBy(static worn => worn.id).Where(static group => group.Count() > 1))
        {
            yield return Block(
                MeetingCodes.TransponderTwice, $"Transponder {twice.Key} is worn by two riders: hand out another.", $"transponders/{twice.Key}");
        }
    }

    private static IEnumerable<WorkflowProblem> Merging(MeetingData data)
    {
        foreach (var riding in data.Riding)
        {
            if (riding.GroupBy(static entry => entry.RiderId).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            {
                yield return Block(
                    MeetingCodes.RiderTwice, $"Rider {twice.Key} is entered twice in {riding.Key}: scratch one entry.", $"classes/{riding.Key}");
            }

            if (data.Book is { } book && book.SizeFor(riding.Count()) is null)
            {
                yield return Block(
                    MeetingCodes.ClassSize,
                    FormattableString.Invariant(
                        $"{book.Name} has no rule for the {riding.Count()} riders of {riding.Key}: merge it with another class, or scratch it."),
                    $"classes/{riding.Key}");
            }
        }
    }

    private static IEnumerable<WorkflowProblem> Draw(MeetingData data)
    {
        foreach (var riding in data.Riding)
        {
            var plan = data.ClassOf(riding.Key);
            if (plan?.Draw is null)
            {
                yield return Block(MeetingCodes.ClassNotDrawn, $"{riding.Key} is not drawn: draw it.", $"classes/{riding.Key}");
            }
            else if (riding.Any(entry => !plan.EntryIds.Contains(entry.EntryId)))
            {
                yield return Block(
                    MeetingCodes.DrawOutdated, $"{riding.Key} has riders who are not in its draw: draw it again, or put their entries once more to place them as late.", $"classes/{riding.Key}");
            }
        }
    }

    private static IEnumerable<WorkflowProblem> RaceOrder(MeetingData data)
    {
        foreach (var (first, second) in data.Motos.Zip(data.Motos.Skip(1)))
        {
            if (first.Number == second.Number)
            {
                yield return Block(
                    MeetingCodes.RaceNumberTwice, $"Race {first.Number} stands there twice: make the race order.", $"motos/{second.MotoId}");
            }

            foreach (var rider in first.Entries.Select(static entry => entry.RiderId).Intersect(second.Entries.Select(static entry => entry.RiderId)))
            {
                yield return Hint(
                    MeetingCodes.BackToBack, $"{rider} rides race {first.Number} and race {second.Number}: leave time between them.", $"motos/{second.MotoId}");
            }
        }

        if (data.Plan.TimingCheck is null)
        {
            yield return Block(MeetingCodes.TimingNotChecked, "The timing is not checked: go through the list and sign it.", "timing-check");
        }
    }

    private static IEnumerable<WorkflowProblem> Racing(MeetingData data)
    {
        foreach (var run in data.Motos.Select(moto => data.LatestRunOf(moto.MotoId.Value)).Where(static run => run is { NeedsDecision.Count: > 0 }))
        {
            yield return Block(
                MeetingCodes.NeedsDecision,
                $"Lanes {string.Join(", ", run!.NeedsDecision)} of {run.MotoId} need a decision: enter the finish or a code, or end the race.",
                $"motos/{run.MotoId}");
        }

        foreach (var moto in data.Motos.Where(moto => moto.Entries.Count > 0 && data.OutcomeOf(moto.MotoId.Value) is null))
        {
            yield return Block(MeetingCodes.MotoWithoutResult, $"Race {moto.Number} has no result: run it or write it down.", $"motos/{moto.MotoId}");
        }

        foreach (var plan in data.Classes)
        {
            foreach (var problem in OfClass(data, plan))
            {
                yield return problem;
            }
        }
    }

    /// <summary>Why a class has no result to check.</summary>
    public static IEnumerable<WorkflowProblem> OfClass(MeetingData data, Draws.ClassPlan plan)
    {
        var subject = $"classes/{plan.ClassName}";
        if (Changed(data) is { } changed)
        {
            yield return changed;
        }

        if (ClassSheetBuilder.Score(data, plan) is not { } scored)
        {
            yield return Block(MeetingCodes.ClassNotOver, $"{plan.ClassName}: its first round is not ridden.", subject);
            yield break;
        }

        if (!scored.IsOk)
        {
            yield return Block(MeetingCodes.ScoreFails, $"{plan.ClassName} can not be scored ({scored.Error.Code}): {scored.Error.Message}", subject);
            yield break;
        }

        foreach (var (front, behind) in RoundFilling.OpenTies(plan, scored.Value))
        {
            yield return Block(
                MeetingCodes.TieOpen, $"{plan.ClassName}: no rule splits {front} and {behind}. Draw lots or run off, and enter the order.", subject);
        }

        foreach (var (round, front, behind) in RoundFilling.OpenTransfers(plan, scored.Value))
        {
            yield return Block(
                MeetingCodes.TieOpen,
                $"{plan.ClassName}, {round}: {front} and {behind} are level, and one of them goes on: "
                + "set their order (photo finish), or write the result down.",
                subject);
        }

        if (scored.Value.Final.IsEmpty)
        {
            yield return Block(MeetingCodes.ClassNotOver, $"{plan.ClassName}: not all rounds are ridden.", subject);
        }

        foreach (var wrong in Invalidation.Of(data, plan))
        {
            yield return Hint(
                MeetingCodes.InvalidatesDraws, $"{plan.ClassName}, {wrong.RoundName}: ridden with other riders than the results say now.", subject);
        }
    }

    /// <summary>The program was updated in the middle of a meeting, and the rulebook in it is another text than the one that was chosen.</summary>
    private static WorkflowProblem? Changed(MeetingData data) => data.Plan.Rulebook is { } pin && pin.Hash != RulebookLibrary.HashOf(pin.Name)
        ? Block(
            MeetingCodes.RulebookChanged,
            $"{pin.Name} is another text than when it was chosen: compare the results with it, then choose it again to take it over.", "rulebook")
        : null;

    private static WorkflowProblem Block(string code, string message, string subject) => new(code, message, subject, Blocks: true);

    private static WorkflowProblem Hint(string code, string message, string subject) => new(code, message, subject, Blocks: false);
}
