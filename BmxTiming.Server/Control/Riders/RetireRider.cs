using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Takes a rider out of what is offered, or back in. Entries and results stay what they are.</summary>
internal sealed record RetireRider(RiderId RiderId, bool Retired, string Actor) : IChange<Rider>
{
    public string Action => Retired ? "retire_rider" : "restore_rider";

    public string Subject => $"riders/{RiderId}";
}

internal sealed class RetireRiderValidator : AbstractValidator<RetireRider>;

internal sealed class RetireRiderHandler(DocumentSession session) : IRequestHandler<RetireRider, Result<Rider>>
{
    public async Task<Result<Rider>> Handle(RetireRider request, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Rider>(request.RiderId.Value, cancellationToken) is not { } rider)
        {
            return new Result<Rider> { Error = Refusals.NoRiders([request.RiderId.Value]) };
        }

        if (RiderRefusals.NotEditable(rider) is { } refusal)
        {
            return new Result<Rider> { Error = refusal };
        }

        if (request.Retired && rider.HiredTransponderIds.Count > 0)
        {
            return Result.Fail<Rider>(
                ControlCodes.TransponderHandedOut,
                $"Rider {rider.Id} still has hire chip {string.Join(", ", rider.HiredTransponderIds)}. Take it back first.");
        }

        var changed = rider with { Retired = request.Retired };
        session.Store(changed);
        return Result.Ok(changed);
    }
}
