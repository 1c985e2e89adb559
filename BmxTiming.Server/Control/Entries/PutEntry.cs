using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Scoring.Draws;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Entries;

/// <summary>Body of <c>PUT /api/meetings/{meeting_id}/entries/{entry_id}</c>: creates or replaces.</summary>
/// <param name="Plate">Absent = the rider's own.</param>
/// <param name="Scratched">Does not ride any longer; <c>false</c> brings the rider back into the lanes drawn.</param>
internal sealed record EntryBody(
    string? RiderId, string? ClassName, string? Plate = null, IReadOnlyList<uint>? TransponderIds = null, bool CheckedIn = false,
    bool Paid = false, bool Scratched = false, string? Note = null);

internal sealed record PutEntry(MeetingId MeetingId, string EntryId, EntryBody Body, string Actor) : IChange<Entry>
{
    public string Action => "put_entry";

    public string Subject => $"meetings/{MeetingId}/entries/{EntryId}";
}

internal sealed class PutEntryValidator : AbstractValidator<PutEntry>
{
    private const int MaxNote = 200;

    public PutEntryValidator()
    {
        RuleFor(x => x.EntryId).Token<PutEntry, RiderId>("entry_id");
        RuleFor(x => x.Body.RiderId).Token<PutEntry, RiderId>("rider_id");
        RuleFor(x => x.Body.ClassName).Name("class_name");
        RuleFor(x => x.Body.Plate).Name("plate", RiderRules.MaxPlate).When(x => x.Body.Plate is not null);
        RuleFor(x => x.Body.Note).Name("note", MaxNote).When(x => x.Body.Note is not null);
        RuleFor(x => x.Body.TransponderIds)
            .Must(ids => ids is null || (ids.Count <= RiderRules.MaxTransponders && ids.Distinct().Count() == ids.Count && !ids.Contains(0u)))
            .WithMessage($"transponder_ids must be at most {RiderRules.MaxTransponders} different numbers above 0.");
    }
}

internal sealed class PutEntryHandler(DocumentSession session, MeetingLoader loader) : IRequestHandler<PutEntry, Result<Entry>>
{
    public async Task<Result<Entry>> Handle(PutEntry request, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(request.MeetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<Entry> { Error = loaded.Error };
        }

        var (data, body) = (loaded.Value, request.Body);
        if (Steps.Closed(data.Plan) is { } closed)
        {
            return new Result<Entry> { Error = closed };
        }

        if (await session.FindAsync<Rider>(body.RiderId!, cancellationToken) is not { } rider)
        {
            return new Result<Entry> { Error = Refusals.NoRiders([body.RiderId!]) };
        }

        var known = data.EntryOf(request.EntryId);
        var drawnIn = data.Classes.FirstOrDefault(plan => plan.Draw is not null && plan.EntryIds.Contains(request.EntryId));
        if (drawnIn is not null && (known!.ClassName != body.ClassName || known.RiderId != body.RiderId))
        {
            return Result.Fail<Entry>(
                MeetingCodes.ClassDrawn, $"{request.EntryId} is drawn in {drawnIn.ClassName}: scratch it and enter the rider again.");
        }

        var plan = data.ClassOf(data.Plan.RidesIn(body.ClassName!)) is { Draw: not null } drawn ? drawn : null;
        var comes = drawnIn is null && !body.Scratched;
        var entry = new Entry
        {
            Id = Entry.IdOf(request.MeetingId, request.EntryId),
            MeetingId = request.MeetingId.Value,
            EntryId = request.EntryId,
            RiderId = body.RiderId!,
            ClassName = body.ClassName!,
            Plate = body.Plate ?? rider.Plate,
            TransponderIds = body.TransponderIds ?? [],
            Late = known is { Late: true } || (plan is not null && comes),
            Scratched = body.Scratched,
            CheckedIn = body.CheckedIn,
            Paid = body.Paid,
            Note = body.Note,
        };
        session.Store(entry);
        return plan is null || (drawnIn is null && entry.Scratched)
            ? Result.Ok(entry)
            : IntoDraw(data.With(entry), plan, entry, isNew: comes);
    }

    /// <summary>A class that is drawn: a late rider gets a gate, one who is scratched or comes back leaves or takes the lanes drawn.</summary>
    private Result<Entry> IntoDraw(MeetingData data, ClassPlan plan, Entry entry, bool isNew)
    {
        if (isNew)
        {
            if (plan.KnockOuts.Count > 0 || plan.Status != ResultStatus.Provisional)
            {
                return Result.Fail<Entry>(MeetingCodes.ClassRaced, $"{plan.ClassName} is past its motos: nobody can be entered any longer.");
            }

            if (plan.EntryIds.Any(id => data.EntryOf(id)?.RiderId == entry.RiderId))
            {
                return Result.Fail<Entry>(MeetingCodes.RiderTwice, $"Rider {entry.RiderId} rides in {plan.ClassName} already.");
            }

            var placed = LateEntry.Place(
                data.Book!.Lanes, [.. plan.Motos], (round, gate) => !data.IsRaced(plan, new(plan.Motos[round].Round, gate)), entry.EntryId, plan.Draw!.Seed);
            if (!placed.IsOk)
            {
                return new Result<Entry> { Error = placed.Error };
            }

            plan = plan.Next() with
            {
                EntryIds = [.. plan.EntryIds, entry.EntryId], Motos = placed.Value, Draw = plan.Draw with { Riders = SizeWith(data, plan) },
            };
            session.StoreAtRevision(plan, plan.Version);
        }

        foreach (var moto in MotoWriter.Motos(data, plan, 1).Where(moto => data.OutcomeOf(moto.MotoId.Value) is null))
        {
            session.Store(moto);
        }

        return Result.Ok(entry);
    }

    /// <summary>
    /// The class counts one rider more where that changes no race that is made: a final for all takes the late rider too. Else it
    /// rides on by the size it was drawn with.
    /// </summary>
    private static int SizeWith(MeetingData data, ClassPlan plan)
    {
        var (drawn, book) = (plan.Draw!.Riders, data.Book!);
        return book.SizeFor(drawn) is { } size && book.SizeFor(drawn + 1) is { } larger && larger.KnockOut == size.KnockOut
            && larger.Motos.Select(static moto => moto.Gates).SequenceEqual(size.Motos.Select(static moto => moto.Gates))
            && size.Motos.Zip(larger.Motos).Select(static (pair, i) => (pair, i)).All(moto =>
                moto.pair.First.Each == moto.pair.Second.Each
                || moto.i >= plan.Motos.Count
                || !Enumerable.Range(0, plan.Motos[moto.i].Gates.Length).Any(gate => data.IsRaced(plan, new(plan.Motos[moto.i].Round, gate))))
            ? drawn + 1
            : drawn;
    }
}
