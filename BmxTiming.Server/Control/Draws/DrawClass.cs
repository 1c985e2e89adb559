using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Scoring.Draws;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Draws;

/// <param name="Seed">Absent = one is made and told; the same seed gives the same draw.</param>
/// <param name="Seeding">Entry ids, best first; absent = as it was.</param>
/// <param name="TakeAway">The class is not drawn any longer.</param>
internal sealed record DrawBody(string? ClassName, long? Seed = null, IReadOnlyList<string>? Seeding = null, bool TakeAway = false);

/// <summary>Draws the motos of a class, or takes its draw away.</summary>
internal sealed record DrawClass(MeetingId MeetingId, DrawBody Body, string Actor) : IChange<ClassPlan>
{
    public string Action => Body.TakeAway ? "take_draw_away" : "draw_class";

    public string Subject => $"meetings/{MeetingId}/classes/{Body.ClassName}";
}

internal sealed class DrawClassValidator : AbstractValidator<DrawClass>
{
    /// <summary>JSON numbers above it lose digits in browsers.</summary>
    public const long MaxSeed = 9_007_199_254_740_991;

    public DrawClassValidator()
    {
        RuleFor(x => x.Body.ClassName).Name("class_name");
        RuleFor(x => x.Body.Seed).Must(seed => seed is null or (>= 0 and <= MaxSeed)).WithMessage($"seed must be 0 to {MaxSeed}.");
    }
}

internal sealed class DrawClassHandler(DocumentSession session, MeetingLoader loader, TimeProvider time)
    : IRequestHandler<DrawClass, Result<ClassPlan>>
{
    public async Task<Result<ClassPlan>> Handle(DrawClass request, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(request.MeetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<ClassPlan> { Error = loaded.Error };
        }

        var (data, className) = (loaded.Value, request.Body.ClassName!);
        if (Refusal(data, className) is { } refused)
        {
            return new Result<ClassPlan> { Error = refused };
        }

        var before = data.ClassOf(className) ?? ClassPlan.Of(request.MeetingId, className, TokenFor(data, className));
        foreach (var moto in data.Motos.Where(moto => moto.ClassName == className))
        {
            session.Delete(moto);
        }

        var plan = before.Next() with
        {
            Draw = null, EntryIds = [], Motos = [], KnockOuts = [], Lots = [], Seeding = request.Body.Seeding ?? before.Seeding,
        };
        if (!request.Body.TakeAway)
        {
            var drawn = await DrawAsync(data, plan, request, cancellationToken);
            if (!drawn.IsOk)
            {
                return drawn;
            }

            plan = drawn.Value;
            var others = data with { Motos = [.. data.Motos.Where(moto => moto.ClassName != className)] };
            foreach (var moto in MotoWriter.Motos(others, plan, others.Motos.Select(static moto => moto.Number).DefaultIfEmpty(0).Max() + 1))
            {
                session.Store(moto);
            }
        }

        session.StoreAtRevision(plan, plan.Version);
        return Result.Ok(plan);
    }

    private async Task<Result<ClassPlan>> DrawAsync(
        MeetingData data, ClassPlan plan, DrawClass request, CancellationToken cancellationToken)
    {
        Entries.Entry[] entries = [.. data.Riding.Where(group => group.Key == plan.ClassName).SelectMany(static group => group)];
        if (entries.Length == 0)
        {
            return Result.Fail<ClassPlan>(ControlCodes.ClassNotFound, $"Nobody rides in {plan.ClassName}: enter riders, or name the class they are merged into.");
        }

        if (entries.GroupBy(static entry => entry.RiderId).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            return Result.Fail<ClassPlan>(MeetingCodes.RiderTwice, $"Rider {twice.Key} is entered twice in {plan.ClassName}: scratch one entry.");
        }

        var riders = await session.FindManyAsync<Rider>([.. entries.Select(static entry => entry.RiderId)], cancellationToken);
        var seeding = plan.Seeding.ToList();
        var seed = request.Body.Seed ?? (long)(BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()) % DrawClassValidator.MaxSeed);
        var drawn = MotoDraw.Draw(
            data.Book!, plan.ClassName,
            entries.Select(entry => new DrawRider(
                entry.EntryId, riders.FirstOrDefault(rider => rider.Id == entry.RiderId)?.Club,
                seeding.IndexOf(entry.EntryId) is >= 0 and var at ? at + 1 : null)),
            seed);
        return drawn.IsOk
            ? Result.Ok(plan with
            {
                Draw = new DrawStamp(seed, entries.Length, request.Actor, Micros.Now(time)),
                EntryIds = [.. entries.Select(static entry => entry.EntryId)],
                Motos = drawn.Value,
            })
            : new Result<ClassPlan> { Error = drawn.Error };
    }

    private static Error? Refusal(MeetingData data, string className) => Steps.Closed(data.Plan) is { } closed
        ? closed
        : data.Plan.Step != MeetingStep.Draw
        ? Steps.Wrong(data.Plan.Step, MeetingStep.Draw)
        : data.Book is null
            ? new Error(MeetingCodes.RulebookMissing, "No rulebook is chosen: choose one for this meeting.")
            : data.Plan.RidesIn(className) is var into && into != className
                ? new Error(MeetingCodes.MergeInvalid, $"{className} rides in {into}: draw {into}.")
                : data.Motos.Any(moto => moto.ClassName == className && data.Runs.Any(run => run.MotoId == moto.MotoId.Value) | data.OutcomeOf(moto.MotoId.Value) is not null)
                    ? new Error(MeetingCodes.ClassRaced, $"{className} has been raced: it is not drawn again. Correct results instead.")
                    : null;

    private static string TokenFor(MeetingData data, string className)
    {
        var token = ClassPlan.TokenOf(className);
        var taken = data.Classes.Count(plan => ClassPlan.TokenOf(plan.ClassName) == token);
        return taken == 0 ? token : FormattableString.Invariant($"{token}-{taken + 1}");
    }
}
