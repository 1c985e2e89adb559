using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Scoring.Draws;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Results;

/// <param name="Reason">Why a result is reopened or rounds are filled again, or why protests are not waited for.</param>
/// <param name="EntryIds">Riders whom no rule splits, in the order that lots or a run-off gave.</param>
/// <param name="RoundName">The knock-out round whose lanes are chosen.</param>
/// <param name="Gate">The heat, from 1.</param>
/// <param name="Lanes">Lanes by entry; who is not named gets the lane that is liked best.</param>
internal sealed record ClassBody(
    string? ClassName, string? Reason = null, IReadOnlyList<string>? EntryIds = null, string? RoundName = null, int Gate = 1,
    IReadOnlyList<DrawnLane>? Lanes = null);

/// <summary>An officials' decision about one class.</summary>
/// <param name="Action">One of <see cref="ClassActions"/>.</param>
internal sealed record ChangeClass(MeetingId MeetingId, string Action, ClassBody Body, string Actor) : IChange<ClassPlan>
{
    public string Subject => $"meetings/{MeetingId}/classes/{Body.ClassName}";
}

internal static class ClassActions
{
    public const string Check = "check_result";
    public const string MakeOfficial = "make_official";
    public const string Reopen = "reopen_result";
    public const string DecideTie = "decide_tie";
    public const string ChooseLanes = "choose_lanes";

    public const string Refill = "refill_rounds";

    /// <summary>The program's own: the round before is complete.</summary>
    public const string FillRound = "fill_round";
}

internal sealed class ChangeClassValidator : AbstractValidator<ChangeClass>
{
    public ChangeClassValidator()
    {
        RuleFor(x => x.Body.ClassName).Name("class_name");
        RuleFor(x => x.Body.Reason).Name("reason", 200).When(x => x.Action is ClassActions.Reopen or ClassActions.Refill || x.Body.Reason is not null);
        RuleFor(x => x.Body.EntryIds).Must(ids => ids is { Count: > 1 } && ids.Distinct().Count() == ids.Count)
            .WithMessage("entry_ids must name at least two riders, each once.").When(x => x.Action == ClassActions.DecideTie);
        RuleFor(x => x.Body.RoundName).Name("round_name").When(x => x.Action == ClassActions.ChooseLanes);
        RuleFor(x => x.Body.Lanes).NotNull().WithMessage("lanes must be given.").When(x => x.Action == ClassActions.ChooseLanes);
    }
}

internal sealed class ChangeClassHandler(DocumentSession session, MeetingLoader loader, TimeProvider time)
    : IRequestHandler<ChangeClass, Result<ClassPlan>>
{
    public async Task<Result<ClassPlan>> Handle(ChangeClass request, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(request.MeetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<ClassPlan> { Error = loaded.Error };
        }

        var data = loaded.Value;
        if (data.ClassOf(request.Body.ClassName!) is not { Draw: not null } plan)
        {
            return Result.Fail<ClassPlan>(ControlCodes.ClassNotFound, $"No class {request.Body.ClassName} is drawn in this meeting. Draw it first.");
        }

        if (Steps.Closed(data.Plan) is { } closed)
        {
            return new Result<ClassPlan> { Error = closed };
        }

        if (data.Plan.Step is not (MeetingStep.Racing or MeetingStep.Official))
        {
            return new Result<ClassPlan> { Error = Steps.Wrong(data.Plan.Step, MeetingStep.Racing, MeetingStep.Official) };
        }

        var changed = request.Action switch
        {
            ClassActions.Check => Check(data, plan, request),
            ClassActions.MakeOfficial => MakeOfficial(data, plan, request),
            ClassActions.Reopen => Reopen(plan),
            ClassActions.DecideTie => DecideTie(data, plan, request.Body.EntryIds!),
            ClassActions.ChooseLanes => ChooseLanes(data, plan, request.Body),
            ClassActions.Refill => Refill(data, plan),
            _ => Result.Ok(RoundFilling.Fill(data, plan)),
        };
        if (!changed.IsOk)
        {
            return changed;
        }

        var next = changed.Value.Next();
        session.StoreAtRevision(next, next.Version);
        foreach (var moto in MotoWriter.Motos(data, next, 1).Where(moto => data.OutcomeOf(moto.MotoId.Value) is null))
        {
            session.Store(moto);
        }

        return Result.Ok(next);
    }

    private Result<ClassPlan> Check(MeetingData data, ClassPlan plan, ChangeClass request)
    {
        if (plan.Status != ResultStatus.Provisional)
        {
            return Result.Fail<ClassPlan>(MeetingCodes.ResultStands, $"The result of {plan.ClassName} is checked or official already.");
        }

        if (WorkflowProblems.OfClass(data, plan).FirstOrDefault(static problem => problem.Blocks) is { } problem)
        {
            return Result.Fail<ClassPlan>(problem.Code, problem.Message);
        }

        var now = Micros.Now(time);
        return Result.Ok(plan with
        {
            Status = ResultStatus.Checked,
            Checked = new Signature(request.Actor, now, request.Body.Reason),
            CheckedRaces = RaceSums.Of(data, plan),
            ProtestUntilUs = now + Micros.FromSeconds(data.Plan.ProtestMinutes * 60),
        });
    }

    private Result<ClassPlan> MakeOfficial(MeetingData data, ClassPlan plan, ChangeClass request)
    {
        if (plan.Status != ResultStatus.Checked)
        {
            return plan.Status == ResultStatus.Official
                ? Result.Fail<ClassPlan>(MeetingCodes.ResultStands, $"The result of {plan.ClassName} is official already.")
                : Result.Fail<ClassPlan>(MeetingCodes.NotChecked, $"The result of {plan.ClassName} is not checked: check it first.");
        }

        if (RaceSums.ChangedSinceCheck(data, plan).FirstOrDefault() is { } moto)
        {
            return Result.Fail<ClassPlan>(
                MeetingCodes.ResultChanged, $"Race {moto} says something else than when {plan.ClassName} was checked: reopen the result with a reason and check it again.");
        }

        var now = Micros.Now(time);
        if (now < plan.ProtestUntilUs && request.Body.Reason is null)
        {
            return Result.Fail<ClassPlan>(
                MeetingCodes.ProtestRunning, $"Protests against {plan.ClassName} may come until the deadline: wait for it, or give the reason why not.");
        }

        var next = plan with
        {
            Status = ResultStatus.Official, Official = new Signature(request.Actor, now, request.Body.Reason), OfficialVersion = plan.OfficialVersion + 1,
        };
        session.Insert(OfficialResultBuilder.Build(data, next));
        return Result.Ok(next);
    }

    private static Result<ClassPlan> Reopen(ClassPlan plan) => plan.Status == ResultStatus.Provisional
        ? Result.Fail<ClassPlan>(MeetingCodes.NotChecked, $"The result of {plan.ClassName} is provisional: correct it, there is nothing to reopen.")
        : Result.Ok(plan with { Status = ResultStatus.Provisional, Checked = null, CheckedRaces = [], Official = null, ProtestUntilUs = null });

    /// <summary>Rounds that hold other riders than the results say now are dealt again, as long as none of their heats is ridden.</summary>
    private static Result<ClassPlan> Refill(MeetingData data, ClassPlan plan)
    {
        if (plan.Status != ResultStatus.Provisional)
        {
            return Result.Fail<ClassPlan>(MeetingCodes.ResultStands, $"The result of {plan.ClassName} is checked or official: reopen it with a reason first.");
        }

        var wrong = Invalidation.Of(data, plan);
        return wrong.Count == 0
            ? Result.Fail<ClassPlan>(MeetingCodes.NothingToFill, $"{plan.ClassName}: every round has the riders whom the results say.")
            : wrong.FirstOrDefault(static round => round.Raced) is { } ridden
                ? Result.Fail<ClassPlan>(
                    MeetingCodes.HeatRaced,
                    $"{plan.ClassName}, {ridden.RoundName} is ridden: let it stand, or take its results back (reset its runs, withdraw what was written down).")
                : Result.Ok(RoundFilling.Fill(data, Invalidation.Drop(plan, wrong)));
    }

    /// <summary>Only riders who are tied: an order that a rule gives is not overruled. Lots that were entered wrong are entered again.</summary>
    private static Result<ClassPlan> DecideTie(MeetingData data, ClassPlan plan, IReadOnlyList<string> ids)
    {
        if (plan.Status != ResultStatus.Provisional)
        {
            return Result.Fail<ClassPlan>(MeetingCodes.ResultStands, $"The result of {plan.ClassName} is checked or official: reopen it with a reason first.");
        }

        var undecided = plan with { Lots = [.. plan.Lots.Where(id => !ids.Contains(id))] };
        var ties = ClassSheetBuilder.Score(data, undecided) is { IsOk: true, Value: { } score } ? RoundFilling.OpenTies(undecided, score) : [];
        string[] tied = [.. ties.SelectMany(static tie => (string[])[tie.Front, tie.Behind]).Distinct()];
        if (ids.FirstOrDefault(id => !tied.Contains(id)) is { } other)
        {
            return Result.Fail<ClassPlan>(MeetingCodes.NotTied, $"{other} is in no open tie of {plan.ClassName}: name only riders whom no rule splits.");
        }

        var decided = undecided with { Lots = [.. undecided.Lots, .. ids] };
        var wrong = Invalidation.Of(data, decided);
        return wrong.FirstOrDefault(static round => round.Raced) is { } ridden
            ? Result.Fail<ClassPlan>(MeetingCodes.HeatRaced, $"{plan.ClassName}, {ridden.RoundName} is ridden by the order that stands: it is not changed.")
            : Result.Ok(RoundFilling.Fill(data, Invalidation.Drop(decided, wrong)));
    }

    private static Result<ClassPlan> ChooseLanes(MeetingData data, ClassPlan plan, ClassBody body)
    {
        var at = plan.KnockOuts.ToList().FindIndex(round => round.Round == body.RoundName);
        if (at < 0 || body.Gate < 1 || body.Gate > plan.KnockOuts[at].Gates.Length)
        {
            return Result.Fail<ClassPlan>(ControlCodes.MotoNotFound, $"{plan.ClassName} has no filled heat {body.RoundName} {body.Gate}.");
        }

        var round = plan.KnockOuts[at];
        if (data.IsRaced(plan, new(round.Round, body.Gate - 1)))
        {
            return Result.Fail<ClassPlan>(MeetingCodes.HeatRaced, $"{body.RoundName} {body.Gate} is ridden: its lanes stay.");
        }

        if (ClassSheetBuilder.Score(data, plan) is not { IsOk: true, Value: { } score } || score.KnockOut.Length <= at
            || Invalidation.Of(data, plan).Any(wrong => wrong.RoundName == round.Round))
        {
            return Result.Fail<ClassPlan>(
                MeetingCodes.InvalidatesDraws, $"{body.RoundName} holds other riders than the results say now: fill it again, then choose lanes.");
        }

        var order = score.KnockOut[at].Heats[body.Gate - 1].GateChoice;
        var chosen = LaneChoice.Assign(data.Book!.Lanes, [.. order.Select(rider => plan.EntryIds[rider])], body.Lanes!);
        return chosen.IsOk
            ? Result.Ok(plan with
            {
                KnockOuts = [.. plan.KnockOuts.Select((found, i) => i == at ? found with { Gates = found.Gates.SetItem(body.Gate - 1, chosen.Value) } : found)],
            })
            : new Result<ClassPlan> { Error = chosen.Error };
    }
}
