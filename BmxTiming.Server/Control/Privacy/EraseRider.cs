using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Privacy;

/// <summary>
/// Takes everything personal out of what is stored about a rider. Ids, plates and results stay, so that sums stay right.
/// Repeating it cleans what a rebuild from the log brought back.
/// </summary>
internal sealed record EraseRider(RiderId RiderId, string Actor) : IChange<Rider>
{
    public string Action => "erase_rider";

    public string Subject => $"riders/{RiderId}";
}

internal sealed class EraseRiderValidator : AbstractValidator<EraseRider>;

internal sealed class EraseRiderHandler(DocumentSession session, TransponderClaims claims, RiderTraces traces)
    : IRequestHandler<EraseRider, Result<Rider>>
{
    public async Task<Result<Rider>> Handle(EraseRider request, CancellationToken cancellationToken)
    {
        var id = request.RiderId.Value;
        if (await session.FindAsync<Rider>(id, cancellationToken) is not { } rider)
        {
            return new Result<Rider> { Error = Refusals.NoRiders([id]) };
        }

        if (rider is { MergedIntoId: { } survivor, Erased: false })
        {
            return new Result<Rider> { Error = RiderRefusals.Merged(id, survivor) };
        }

        if (rider.HiredTransponderIds.Count > 0)
        {
            return Result.Fail<Rider>(
                ControlCodes.TransponderHandedOut,
                $"Rider {id} still has hire chip {string.Join(", ", rider.HiredTransponderIds)}. Take it back first.");
        }

        await claims.SetAsync(id, rider.OwnTransponderIds, [], cancellationToken);
        var duplicates = await session.ListAsync<Rider>(all => all.Where(x => x.MergedIntoId == id), cancellationToken);
        foreach (var known in (IEnumerable<Rider>)[rider, .. duplicates])
        {
            session.Store(Blank(known));
        }

        foreach (var entry in await session.ListAsync<Entry>(all => all.Where(x => x.RiderId == id), cancellationToken))
        {
            session.Store(entry with { Note = null, TransponderIds = [] });
        }

        await traces.RemoveAsync([rider, .. duplicates], cancellationToken);
        return Result.Ok(Blank(rider));
    }

    private static Rider Blank(Rider rider) => new Rider
    {
        Id = rider.Id,
        FirstName = "Erased",
        LastName = "rider",
        Plate = "-",
        TransponderIds = [],
        Retired = true,
        MergedIntoId = rider.MergedIntoId,
        Erased = true,
        SearchText = "",
    };
}
