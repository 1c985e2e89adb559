using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.RaceControl.Holding;

/// <summary>Body of <c>POST /api/tracks/{track_id}/holder/{step}</c>.</summary>
/// <param name="To">With <c>give</c>: the operator who gets it; absent = who has asked.</param>
/// <param name="Reason">Needed with <c>take</c>; stands in the audit.</param>
internal sealed record HoldBody(string? To = null, string? Reason = null);

/// <summary>Values of <see cref="ChangeHold.Step"/>.</summary>
internal static class HoldSteps
{
    public const string Claim = "claim";
    public const string Release = "release";
    public const string Request = "request";
    public const string Give = "give";
    public const string Take = "take";
}

/// <summary>An operator claims a track, gives it back, asks for it, hands it over, or takes it.</summary>
internal sealed record ChangeHold(TrackId TrackId, string Step, HoldBody Body, string Operator, string Actor) : IChange<TrackHold>
{
    public string Action => "holder_" + Step;

    public string Subject => $"tracks/{TrackId}/holder";
}

internal sealed class ChangeHoldValidator : AbstractValidator<ChangeHold>
{
    public const int MaxOperator = 130;

    public ChangeHoldValidator()
    {
        RuleFor(x => x.Body.Reason).Name("reason", SubmitIntentValidator.MaxReason)
            .When(x => x.Step == HoldSteps.Take || x.Body.Reason is not null);
        RuleFor(x => x.Body.To).Name("to", MaxOperator).When(x => x.Body.To is not null);
    }
}

internal sealed class ChangeHoldHandler(DocumentSession session, TrackDesk desk) : IRequestHandler<ChangeHold, Result<TrackHold>>
{
    public async Task<Result<TrackHold>> Handle(ChangeHold request, CancellationToken cancellationToken)
    {
        var (track, who) = (request.TrackId, request.Operator);
        if (await session.FindAsync<Track>(track.Value, cancellationToken) is null)
        {
            return new Result<TrackHold> { Error = Refusals.NoTrack(track) };
        }

        var (hold, now, holdFor) = (await desk.FindAsync(track, cancellationToken), desk.Now, desk.HoldFor);
        var changed = request.Step switch
        {
            HoldSteps.Claim => HoldRules.Claim(hold, track, who, now, holdFor),
            HoldSteps.Release => HoldRules.Release(hold, track, who, now),
            HoldSteps.Request => HoldRules.Request(hold, track, who, request.Body.Reason, now, holdFor),
            HoldSteps.Give => HoldRules.Give(hold, track, who, request.Body.To, now, holdFor),
            _ => HoldRules.Take(hold, track, who, now, holdFor),
        };
        if (changed.IsOk)
        {
            desk.Store(changed.Value);
        }

        return changed;
    }
}
