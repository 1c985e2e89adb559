using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>Body of <c>PUT /api/transponders/{transponder_id}</c>: a hire chip of the pool.</summary>
/// <param name="Retired">Lost or broken.</param>
internal sealed record HireChipBody(string? Label, string? Note = null, bool Retired = false);

internal sealed record PutHireChip(uint Number, HireChipBody Body, string Actor) : IChange<Transponder>
{
    public string Action => "put_hire_chip";

    public string Subject => $"transponders/{Number}";
}

internal sealed class PutHireChipValidator : AbstractValidator<PutHireChip>
{
    public const int MaxLabel = 20;
    public const int MaxNote = 200;

    public PutHireChipValidator()
    {
        RuleFor(x => x.Body.Label).Name("label", MaxLabel).When(x => !string.IsNullOrEmpty(x.Body.Label));
        RuleFor(x => x.Body.Note).Name("note", MaxNote).When(x => !string.IsNullOrEmpty(x.Body.Note));
    }
}

internal sealed class PutHireChipHandler(DocumentSession session) : IRequestHandler<PutHireChip, Result<Transponder>>
{
    public async Task<Result<Transponder>> Handle(PutHireChip request, CancellationToken cancellationToken)
    {
        var existing = await session.FindAsync<Transponder>(Transponder.IdOf(request.Number), cancellationToken);
        if (existing?.RiderId is { } owner)
        {
            return new Result<Transponder> { Error = RiderRefusals.TransponderTaken(request.Number, owner) };
        }

        var chip = new Transponder
        {
            Id = Transponder.IdOf(request.Number),
            Number = request.Number,
            Hire = true,
            Label = request.Body.Label,
            Note = request.Body.Note,
            Retired = request.Body.Retired,
            Loan = existing?.Loan,
        };
        if (existing is null)
        {
            session.Insert(chip);
        }
        else
        {
            session.Store(chip);
        }

        return Result.Ok(chip);
    }
}
