using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Undoes a merge: the duplicate gets back what it brought and what was not changed since.</summary>
internal sealed record UnmergeRider(RiderId RiderId, string Actor) : IChange<Rider>
{
    public string Action => "unmerge_rider";

    public string Subject => $"riders/{RiderId}";
}

internal sealed class UnmergeRiderValidator : AbstractValidator<UnmergeRider>;

internal sealed class UnmergeRiderHandler(DocumentSession session, TransponderClaims claims) : IRequestHandler<UnmergeRider, Result<Rider>>
{
    public async Task<Result<Rider>> Handle(UnmergeRider request, CancellationToken cancellationToken)
    {
        var id = request.RiderId.Value;
        if (await session.FindAsync<Rider>(id, cancellationToken) is not { } duplicate)
        {
            return new Result<Rider> { Error = Refusals.NoRiders([id]) };
        }

        if (duplicate.Erased)
        {
            return new Result<Rider> { Error = RiderRefusals.NotEditable(duplicate)! };
        }

        if (await session.FindAsync<RiderMerge>(id, cancellationToken) is not { } merge
            || await session.FindAsync<Rider>(merge.SurvivorId, cancellationToken) is not { } survivor)
        {
            return Result.Fail<Rider>(ControlCodes.NotMerged, $"Rider {id} is not merged into another: there is nothing to undo.");
        }

        var back = merge.TransponderIds.Intersect(survivor.TransponderIds).ToArray();
        var hired = merge.HiredTransponderIds.Intersect(survivor.HiredTransponderIds).ToArray();
        await claims.MoveAsync(back, survivor.Id, id, cancellationToken);
        session.Store((RiderFilling.Empty(survivor, duplicate, merge.Filled) with
        {
            TransponderIds = [.. survivor.TransponderIds.Except(back)],
            HiredTransponderIds = [.. survivor.HiredTransponderIds.Except(hired)],
        }).Indexed());
        var restored = (duplicate with
        {
            MergedIntoId = null, Retired = merge.WasRetired, TransponderIds = back, HiredTransponderIds = hired,
        }).Indexed();
        session.Store(restored);
        RiderReferences.Store(
            session,
            await session.FindManyAsync<Entry>([.. merge.EntryDocuments], cancellationToken),
            await session.FindManyAsync<Moto>([.. merge.MotoDocuments], cancellationToken),
            survivor.Id,
            id);
        session.Delete(merge);
        return Result.Ok(restored);
    }
}
