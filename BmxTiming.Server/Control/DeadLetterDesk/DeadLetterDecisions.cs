using BmxTiming.Server.Platform;
using MediatR;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>What can be done with a dead letter, for the API and for the verb: validated, done in one transaction, and audited.</summary>
internal sealed class DeadLetterDecisions(IMediator mediator)
{
    public Task<Result<DeadLetterOutcome>> RequeueAsync(long seq, string actor, CancellationToken cancellationToken) =>
        mediator.Send(new RequeueDeadLetter(seq, actor), cancellationToken);

    public Task<Result<DeadLetterOutcome>> DiscardAsync(long seq, string? reason, string actor, CancellationToken cancellationToken) =>
        mediator.Send(new DiscardDeadLetter(seq, reason, actor), cancellationToken);
}
