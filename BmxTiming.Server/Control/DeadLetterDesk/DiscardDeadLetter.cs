using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>Closes a dead letter without doing anything with it. It stays on its stream, and who closed it and why is kept.</summary>
internal sealed record DiscardDeadLetter(long Seq, string? Reason, string Actor) : IChange<DeadLetterOutcome>
{
    public string Action => "discard_dead_letter";

    public string Subject => $"dead-letters/{Seq}";
}

internal sealed class DiscardDeadLetterValidator : AbstractValidator<DiscardDeadLetter>
{
    public const int MaxReason = 200;

    public DiscardDeadLetterValidator()
    {
        RuleFor(x => x.Seq).GreaterThan(0).WithMessage("seq must be above 0.");
        RuleFor(x => x.Reason).Name("reason", MaxReason);
    }
}

internal sealed class DiscardDeadLetterHandler(DeadLetters letters, DocumentSession session, TimeProvider time)
    : IRequestHandler<DiscardDeadLetter, Result<DeadLetterOutcome>>
{
    public async Task<Result<DeadLetterOutcome>> Handle(DiscardDeadLetter request, CancellationToken cancellationToken)
    {
        if (await letters.FindAsync(request.Seq, cancellationToken) is not { } letter)
        {
            return new Result<DeadLetterOutcome> { Error = Refusals.NoDeadLetter(request.Seq) };
        }

        switch (await DeadLetterList.DecisionAsync(session, letter, cancellationToken))
        {
            case { Decision: DeadLetterDecision.Requeued }:
                return Result.Fail<DeadLetterOutcome>(ControlCodes.AlreadyRequeued, $"Letter {request.Seq} was requeued. Look at what became of it; there is nothing to discard.");
            case { } known:
                return Result.Ok(new DeadLetterOutcome(known, Repeated: true));
        }

        var decision = new DeadLetterDecision
        {
            Id = DeadLetterDecision.IdOf(letter.Seq),
            LetterId = letter.LetterId,
            BodyHash = letter.BodyHash,
            Decision = DeadLetterDecision.Discarded,
            Actor = request.Actor,
            AtUs = Micros.Now(time),
            Reason = request.Reason,
        };
        session.Store(decision);
        return Result.Ok(new DeadLetterOutcome(decision, Repeated: false));
    }
}
