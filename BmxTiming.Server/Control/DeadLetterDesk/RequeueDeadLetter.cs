using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>
/// Gives a dead letter another chance. What ingest and the race engine gave up on goes onto the raw log again as a new message;
/// what a projection gave up on is taken in by building the track's read models anew. Safe to repeat.
/// </summary>
internal sealed record RequeueDeadLetter(long Seq, string Actor) : IChange<DeadLetterOutcome>
{
    public string Action => "requeue_dead_letter";

    public string Subject => $"dead-letters/{Seq}";
}

internal sealed class RequeueDeadLetterValidator : AbstractValidator<RequeueDeadLetter>
{
    public RequeueDeadLetterValidator() => RuleFor(x => x.Seq).GreaterThan(0).WithMessage("seq must be above 0.");
}

internal sealed class RequeueDeadLetterHandler(DeadLetters letters, RawLog log, DocumentSession session, TimeProvider time)
    : IRequestHandler<RequeueDeadLetter, Result<DeadLetterOutcome>>
{
    private const string Appended = "appended";
    private const string RebuildRequested = "rebuild_requested";

    public async Task<Result<DeadLetterOutcome>> Handle(RequeueDeadLetter request, CancellationToken cancellationToken)
    {
        if (await letters.FindAsync(request.Seq, cancellationToken) is not { } letter)
        {
            return new Result<DeadLetterOutcome> { Error = Refusals.NoDeadLetter(request.Seq) };
        }

        var known = await DeadLetterList.DecisionAsync(session, letter, cancellationToken);
        if (known?.Decision == DeadLetterDecision.Requeued)
        {
            return Result.Ok(new DeadLetterOutcome(known, Repeated: true));
        }

        var decision = new DeadLetterDecision
        {
            Id = DeadLetterDecision.IdOf(letter.Seq),
            LetterId = letter.LetterId,
            BodyHash = letter.BodyHash,
            Decision = DeadLetterDecision.Requeued,
            Actor = request.Actor,
            AtUs = Micros.Now(time),
        };
        var done = letter.Source switch
        {
            Roles.Ingest or Roles.RaceEngine => await AppendAsync(letter, decision, cancellationToken),
            Roles.Projections => RequestRebuild(letter, decision),
            _ => Result.Fail<DeadLetterDecision>(
                ControlCodes.NothingToRequeue, $"The {letter.Source} shows what is on the log and keeps nothing: letter {letter.Seq} can be discarded."),
        };
        if (!done.IsOk)
        {
            return new Result<DeadLetterOutcome> { Error = done.Error };
        }

        session.Store(done.Value);
        return Result.Ok(new DeadLetterOutcome(done.Value, Repeated: false));
    }

    // Before the decision is stored: a crash in between leaves the letter open, and requeueing it again is the same message.
    private async Task<Result<DeadLetterDecision>> AppendAsync(DeadLetter letter, DeadLetterDecision decision, CancellationToken cancellationToken)
    {
        var message = Requeueing.Of(letter, decision.AtUs);
        if (!message.IsOk)
        {
            return new Result<DeadLetterDecision> { Error = message.Error };
        }

        var rawSeq = await log.AppendAtEndAsync(message.Value, cancellationToken);
        return Result.Ok(decision with { Action = Appended, TrackId = message.Value.TrackId.Value, RawSeq = (long)rawSeq });
    }

    private Result<DeadLetterDecision> RequestRebuild(DeadLetter letter, DeadLetterDecision decision)
    {
        if (!Subjects.TryGetTrack(letter.Origin.Subject, out TrackId track))
        {
            return Result.Fail<DeadLetterDecision>(ControlCodes.NotRequeueable, $"Letter {letter.Seq} does not say which track it is of.");
        }

        session.Store(new RebuildRequest
        {
            Id = track.Value,
            RequestId = MessageId.New().ToString(),
            Actor = decision.Actor,
            RequestedAtUs = decision.AtUs,
        });
        return Result.Ok(decision with { Action = RebuildRequested, TrackId = track.Value });
    }
}
