using MediatR;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>What the race-control routes work with.</summary>
internal sealed record RaceControlServices(
    IMediator Mediator, IntentOutbox Outbox, IntentOutcomes Outcomes, ILogger<OutboxDispatcher> Logger);
