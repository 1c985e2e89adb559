using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.RaceControl.Holding;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.RaceControl.Flags;

/// <summary>Body of <c>PUT /api/tracks/{track_id}/flag</c>.</summary>
/// <param name="Flag"><c>green</c>, <c>yellow</c> or <c>red</c>.</param>
/// <param name="Reason">For boards and operators.</param>
internal sealed record FlagBody(string? Flag, string? Reason = null);

/// <summary>Shows a flag. It goes through the holder as intents do, and touches no race: a red flag's run is abandoned by <c>reset</c>.</summary>
internal sealed record SetFlag(TrackId TrackId, FlagBody Body, string Operator, string Actor) : IChange<TrackFlag>
{
    public string Action => "set_flag";

    public string Subject => $"tracks/{TrackId}/flag";
}

internal sealed class SetFlagValidator : AbstractValidator<SetFlag>
{
    public SetFlagValidator()
    {
        RuleFor(x => x.Body.Flag).Must(flag => flag is TrackFlag.Green or TrackFlag.Yellow or TrackFlag.Red)
            .WithMessage("flag must be green, yellow or red.");
        RuleFor(x => x.Body.Reason).Name("reason", SubmitIntentValidator.MaxReason).When(x => x.Body.Reason is not null);
    }
}

internal sealed class SetFlagHandler(DocumentSession session, TrackDesk desk) : IRequestHandler<SetFlag, Result<TrackFlag>>
{
    public async Task<Result<TrackFlag>> Handle(SetFlag request, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Track>(request.TrackId.Value, cancellationToken) is null)
        {
            return new Result<TrackFlag> { Error = Refusals.NoTrack(request.TrackId) };
        }

        var hold = await desk.UseAsync(request.TrackId, request.Operator, cancellationToken);
        if (!hold.IsOk)
        {
            return new Result<TrackFlag> { Error = hold.Error };
        }

        var shown = await session.FindAsync<TrackFlag>(request.TrackId.Value, cancellationToken);
        var flag = new TrackFlag
        {
            Id = request.TrackId.Value,
            Flag = request.Body.Flag!,
            Reason = request.Body.Reason,
            SinceUs = shown?.Flag == request.Body.Flag ? shown!.SinceUs : desk.Now,
            Operator = request.Operator,
        };
        session.Store(flag);
        return Result.Ok(flag);
    }
}
