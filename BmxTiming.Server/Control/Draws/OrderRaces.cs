using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Scoring.Draws;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Draws;

/// <summary>Numbers all races of the meeting, round by round, classes in the order wanted.</summary>
internal sealed record OrderRaces(MeetingId MeetingId, IReadOnlyList<string> Classes, string Actor) : IChange<RaceProgramme>
{
    public string Action => "order_races";

    public string Subject => $"meetings/{MeetingId}/race-order";
}

internal sealed record RaceProgramme(IReadOnlyList<string> MotoIds, IReadOnlyList<BackToBack> BackToBack);

internal sealed class OrderRacesValidator : AbstractValidator<OrderRaces>
{
    public OrderRacesValidator() => RuleFor(x => x.Classes).NotNull();
}

internal sealed class OrderRacesHandler(DocumentSession session, MeetingLoader loader) : IRequestHandler<OrderRaces, Result<RaceProgramme>>
{
    public async Task<Result<RaceProgramme>> Handle(OrderRaces request, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(request.MeetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<RaceProgramme> { Error = loaded.Error };
        }

        var data = loaded.Value;
        if (data.Plan.Step != MeetingStep.RaceOrder)
        {
            return new Result<RaceProgramme> { Error = Steps.Wrong(data.Plan.Step, MeetingStep.RaceOrder) };
        }

        var wanted = request.Classes.ToList();
        var slots = data.Classes.Where(static plan => plan.Draw is not null)
            .OrderBy(plan => wanted.IndexOf(plan.ClassName) is >= 0 and var at ? at : int.MaxValue)
            .ThenBy(static plan => plan.ClassName, StringComparer.Ordinal)
            .SelectMany(plan => SlotsOf(data, plan));
        var ordered = RaceOrder.Order(slots);
        var byId = data.Motos.ToDictionary(static moto => moto.MotoId.Value, StringComparer.Ordinal);
        for (var i = 0; i < ordered.Races.Length; i++)
        {
            session.Store(byId[ordered.Races[i].MotoId] with { Number = i + 1 });
        }

        return Result.Ok(new RaceProgramme([.. ordered.Races.Select(static race => race.MotoId)], ordered.BackToBack));
    }

    private static IEnumerable<RaceSlot> SlotsOf(MeetingData data, ClassPlan plan)
    {
        var rounds = MotoWriter.Rounds(data, plan).ToArray();
        var motos = data.Book!.SizeFor(plan.Draw!.Riders)!.Motos.Length;
        string[] everybody = [.. plan.EntryIds.Select(id => data.EntryOf(id)!.RiderId)];
        for (var i = 0; i < rounds.Length; i++)
        {
            var stage = i < motos ? i : RaceOrder.KnockOutStages - (rounds.Length - i);
            foreach (var moto in data.Motos.Where(moto => moto.ClassName == plan.ClassName && moto.RoundName == rounds[i].Round))
            {
                string[] riders = [.. moto.Entries.Select(static entry => entry.RiderId)];
                yield return new RaceSlot(moto.MotoId.Value, plan.ClassName, stage, [.. riders.Length > 0 ? riders : everybody]);
            }
        }
    }
}
