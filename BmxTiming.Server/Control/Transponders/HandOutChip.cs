using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>Body of <c>POST /api/transponders/{transponder_id}/hand-out</c>.</summary>
/// <param name="EntryId">For this start of the meeting only; absent = for whatever the rider rides.</param>
internal sealed record HandOutBody(string? RiderId, string? MeetingId = null, string? EntryId = null);

internal sealed record HandOutChip(uint Number, HandOutBody Body, string Actor) : IChange<Transponder>
{
    public string Action => "hand_out_chip";

    public string Subject => $"transponders/{Number}";
}

internal sealed class HandOutChipValidator : AbstractValidator<HandOutChip>
{
    public HandOutChipValidator()
    {
        RuleFor(x => x.Body.RiderId).Token<HandOutChip, RiderId>("rider_id");
        RuleFor(x => x.Body.MeetingId).Token<HandOutChip, MeetingId>("meeting_id")
            .When(x => x.Body.MeetingId is not null || x.Body.EntryId is not null);
        RuleFor(x => x.Body.EntryId).Must(id => id is null || WireToken.IsValid(id))
            .WithErrorCode(ControlCodes.InvalidIdentifier).WithMessage("entry_id must be an identifier.");
    }
}

internal sealed class HandOutChipHandler(DocumentSession session, TimeProvider time) : IRequestHandler<HandOutChip, Result<Transponder>>
{
    public async Task<Result<Transponder>> Handle(HandOutChip request, CancellationToken cancellationToken)
    {
        var (number, riderId) = (request.Number, request.Body.RiderId!);
        if (await session.FindAsync<Transponder>(Transponder.IdOf(number), cancellationToken) is not { } chip)
        {
            return new Result<Transponder> { Error = HireChips.NotFound(number) };
        }

        if (chip.Loan?.RiderId == riderId && chip.Loan.EntryId == request.Body.EntryId)
        {
            return Result.Ok(chip);
        }

        if (HireChips.NotAvailable(chip) is { } refusal)
        {
            return new Result<Transponder> { Error = refusal };
        }

        if (await session.FindAsync<Rider>(riderId, cancellationToken) is not { } rider)
        {
            return new Result<Transponder> { Error = Refusals.NoRiders([riderId]) };
        }

        if (RiderRefusals.NotActive(rider) is { } inactive)
        {
            return new Result<Transponder> { Error = inactive };
        }

        if (request.Body.EntryId is { } entryId)
        {
            var entry = await session.FindAsync<Entry>(Entry.IdOf(MeetingId.Parse(request.Body.MeetingId), entryId), cancellationToken);
            if (entry is null || entry.RiderId != riderId)
            {
                return Result.Fail<Transponder>(
                    ControlCodes.EntryNotFound, $"Rider {riderId} has no entry {entryId} in meeting {request.Body.MeetingId}. Enter the rider first.");
            }

            session.Store(entry with { TransponderIds = [.. entry.TransponderIds.Append(number).Distinct()] });
        }

        var lent = chip with
        {
            Loan = new TransponderLoan(riderId, request.Body.MeetingId, request.Body.EntryId, Micros.Now(time), request.Actor),
        };
        session.Store(lent);
        session.Store((rider with
        {
            TransponderIds = [.. rider.TransponderIds.Append(number).Distinct()],
            HiredTransponderIds = [.. rider.HiredTransponderIds.Append(number).Distinct()],
        }).Indexed());
        return Result.Ok(lent);
    }
}
