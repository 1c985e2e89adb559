using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>A hire chip is back in the box. Repeating it changes nothing.</summary>
internal sealed record GiveBackChip(uint Number, string Actor) : IChange<Transponder>
{
    public string Action => "give_back_chip";

    public string Subject => $"transponders/{Number}";
}

internal sealed class GiveBackChipValidator : AbstractValidator<GiveBackChip>;

internal sealed class GiveBackChipHandler(DocumentSession session) : IRequestHandler<GiveBackChip, Result<Transponder>>
{
    public async Task<Result<Transponder>> Handle(GiveBackChip request, CancellationToken cancellationToken)
    {
        var number = request.Number;
        if (await session.FindAsync<Transponder>(Transponder.IdOf(number), cancellationToken) is not { Hire: true } chip)
        {
            return new Result<Transponder> { Error = HireChips.NotFound(number) };
        }

        if (chip.Loan is not { } loan)
        {
            return Result.Ok(chip);
        }

        if (await session.FindAsync<Rider>(loan.RiderId, cancellationToken) is { } rider)
        {
            session.Store((rider with
            {
                TransponderIds = [.. rider.TransponderIds.Where(id => id != number)],
                HiredTransponderIds = [.. rider.HiredTransponderIds.Where(id => id != number)],
            }).Indexed());
        }

        if (loan is { MeetingId: { } meeting, EntryId: { } entryId }
            && await session.FindAsync<Entry>(Entry.IdOf(MeetingId.Parse(meeting), entryId), cancellationToken) is { } entry)
        {
            session.Store(entry with { TransponderIds = [.. entry.TransponderIds.Where(id => id != number)] });
        }

        var back = chip with { Loan = null };
        session.Store(back);
        return Result.Ok(back);
    }
}
