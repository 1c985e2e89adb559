using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Rulebooks;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Meetings;

/// <summary>A decision about the whole meeting.</summary>
/// <param name="Action">One of <see cref="PlanActions"/>.</param>
internal sealed record ChangePlan(MeetingId MeetingId, string Action, PlanBody Body, string Actor) : IChange<MeetingPlan>
{
    public string Subject => $"meetings/{MeetingId}/workflow";
}

internal static class PlanActions
{
    public const string Advance = "advance";
    public const string StepBack = "step_back";
    public const string ChooseRulebook = "choose_rulebook";
    public const string Merge = "merge_classes";
    public const string Unmerge = "unmerge_classes";
    public const string Close = "close_meeting";
    public const string Reopen = "reopen_meeting";
    public const string SignTiming = "sign_timing_check";
    public const string SetProtestTime = "set_protest_time";
}

/// <param name="Rulebook">Name of the rulebook to choose.</param>
/// <param name="From">The class that is merged, or taken out again.</param>
/// <param name="Minutes">How long protests are waited for; for results that are checked from now on.</param>
internal sealed record PlanBody(
    string? Reason = null, string? Rulebook = null, string? From = null, string? Into = null, bool ScoreSeparately = false,
    IReadOnlyList<TimingCheckItem>? Items = null, int? Minutes = null);

internal sealed class ChangePlanValidator : AbstractValidator<ChangePlan>
{
    private const int MaxItems = 50;
    private const int MaxProtestMinutes = 24 * 60;

    public ChangePlanValidator()
    {
        RuleFor(x => x.Body.Reason).Name("reason", 200).When(x => x.Action is PlanActions.StepBack or PlanActions.Reopen);
        RuleFor(x => x.Body.Rulebook).Name("rulebook").When(x => x.Action == PlanActions.ChooseRulebook);
        RuleFor(x => x.Body.From).Name("from").When(x => x.Action is PlanActions.Merge or PlanActions.Unmerge);
        RuleFor(x => x.Body.Into).Name("into").When(x => x.Action == PlanActions.Merge);
        RuleFor(x => x.Body.Items).Must(items => items is { Count: > 0 and <= MaxItems } && items.All(item => !string.IsNullOrEmpty(item.Code)))
            .WithMessage($"items must be 1 to {MaxItems}, each with a code.").When(x => x.Action == PlanActions.SignTiming);
        RuleFor(x => x.Body.Minutes).Must(minutes => minutes is >= 0 and <= MaxProtestMinutes)
            .WithMessage($"minutes must be 0 to {MaxProtestMinutes}.").When(x => x.Action == PlanActions.SetProtestTime);
    }
}

internal sealed class ChangePlanHandler(DocumentSession session, MeetingLoader loader, TimeProvider time)
    : IRequestHandler<ChangePlan, Result<MeetingPlan>>
{
    public async Task<Result<MeetingPlan>> Handle(ChangePlan request, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(request.MeetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<MeetingPlan> { Error = loaded.Error };
        }

        if (request.Action != PlanActions.Reopen && Steps.Closed(loaded.Value.Plan) is { } closed)
        {
            return new Result<MeetingPlan> { Error = closed };
        }

        var changed = request.Action switch
        {
            PlanActions.Close => MeetingClosing.Close(session, loaded.Value, request, Micros.Now(time)),
            PlanActions.Reopen => MeetingClosing.Reopen(loaded.Value.Plan),
            PlanActions.Advance => Advance(loaded.Value),
            PlanActions.StepBack => StepBack(loaded.Value.Plan),
            PlanActions.ChooseRulebook => ChooseRulebook(loaded.Value, request.Body.Rulebook!),
            PlanActions.Merge => Merge(loaded.Value, request.Body),
            PlanActions.Unmerge => Unmerge(loaded.Value, request.Body.From!),
            PlanActions.SetProtestTime => Result.Ok(loaded.Value.Plan.Next() with { ProtestMinutes = request.Body.Minutes!.Value }),
            _ => SignTiming(loaded.Value.Plan, request),
        };
        if (changed.IsOk)
        {
            session.StoreAtRevision(changed.Value, changed.Value.Version);
        }

        return changed;
    }

    private static Result<MeetingPlan> Advance(MeetingData data)
    {
        if (data.Plan.Step == MeetingStep.Official)
        {
            return Result.Fail<MeetingPlan>(MeetingCodes.LastStep, "Official is the last step; make the classes official, or step back.");
        }

        var blocking = WorkflowProblems.Of(data, data.Plan.Step).Where(static problem => problem.Blocks).ToArray();
        return blocking.Length > 0
            ? Result.Fail<MeetingPlan>(
                MeetingCodes.StepBlocked,
                FormattableString.Invariant($"{blocking.Length} problems block this step; the first: {blocking[0].Message} See the workflow for all."))
            : Result.Ok(data.Plan.Next() with { Step = data.Plan.Step + 1 });
    }

    private static Result<MeetingPlan> StepBack(MeetingPlan plan) => plan.Step == MeetingStep.Entry
        ? Result.Fail<MeetingPlan>(MeetingCodes.FirstStep, "Entry is the first step.")
        : Result.Ok(plan.Next() with { Step = plan.Step - 1 });

    private static Result<MeetingPlan> ChooseRulebook(MeetingData data, string name)
    {
        // The same one again takes its changed text over: without that nobody could go on after an update of the program.
        if (data.Plan.Rulebook?.Name != name && data.Classes.Any(static plan => plan.Draw is not null))
        {
            return Result.Fail<MeetingPlan>(
                MeetingCodes.RulebookInUse, "Classes are drawn with the rulebook; step back to the draw and take their draws away before you choose another.");
        }

        var book = RulebookLibrary.Read(name);
        return book.IsOk
            ? Result.Ok(data.Plan.Next() with { Rulebook = new RulebookPin(name, book.Value.Version, RulebookLibrary.HashOf(name)) })
            : new Result<MeetingPlan> { Error = book.Error };
    }

    private static Result<MeetingPlan> Merge(MeetingData data, PlanBody body)
    {
        var (from, into) = (body.From!, body.Into!);
        if ((Drawn(data, from) ?? Drawn(data, into)) is { } drawn)
        {
            return new Result<MeetingPlan> { Error = drawn };
        }

        if (from == into || data.Plan.RidesIn(into) != into || data.Plan.Merges.Any(merge => merge.Into == from || merge.From == from)
            || data.Entries.All(entry => entry.ClassName != from))
        {
            return Result.Fail<MeetingPlan>(
                MeetingCodes.MergeInvalid, $"{from} can not ride in {into}: merge a class that has entries into another that is itself not merged.");
        }

        return Result.Ok(data.Plan.Next() with { Merges = [.. data.Plan.Merges, new ClassMerge(from, into, body.ScoreSeparately)] });
    }

    private static Result<MeetingPlan> Unmerge(MeetingData data, string from)
    {
        if (data.Plan.Merges.FirstOrDefault(merge => merge.From == from) is not { } merged)
        {
            return Result.Fail<MeetingPlan>(ControlCodes.NotMerged, $"{from} is not merged.");
        }

        return Drawn(data, merged.Into) is { } drawn
            ? new Result<MeetingPlan> { Error = drawn }
            : Result.Ok(data.Plan.Next() with { Merges = [.. data.Plan.Merges.Where(merge => merge != merged)] });
    }

    private Result<MeetingPlan> SignTiming(MeetingPlan plan, ChangePlan request)
    {
        var items = request.Body.Items!;
        string[] missing = [.. TimingCheck.Required.Where(code => !items.Any(item => item.Code == code && item.Good))];
        return missing.Length > 0
            ? Result.Fail<MeetingPlan>(
                MeetingCodes.TimingCheckIncomplete, $"Not good, or not looked at: {string.Join(", ", missing)}. Put it right, then sign.")
            : Result.Ok(plan.Next() with { TimingCheck = new TimingCheck(items, request.Actor, Micros.Now(time)) });
    }

    private static Error? Drawn(MeetingData data, string className) => data.ClassOf(className)?.Draw is null
        ? null
        : new Error(MeetingCodes.ClassDrawn, $"{className} is drawn: take its draw away first.");
}
