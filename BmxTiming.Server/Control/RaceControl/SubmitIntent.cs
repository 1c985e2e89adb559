using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.RaceControl.Holding;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Puts an intent into the outbox, with everything the engine needs in it.</summary>
/// <param name="Operator">Who must hold the track; absent = the actor.</param>
/// <param name="AfterRaceSeq">The outcome will stand behind this sequence of the race event stream.</param>
internal sealed record SubmitIntent(
    TrackId TrackId, string Intent, MessageId IntentId, IntentBody Body, string RequestHash, long AfterRaceSeq, string Actor,
    string? Operator = null)
    : IChange<OutboxIntent>
{
    public string Action => Intent;

    public string Subject => $"tracks/{TrackId}/intents/{IntentId}";
}

internal sealed class SubmitIntentValidator : AbstractValidator<SubmitIntent>
{
    public const int MaxReason = 200;

    public SubmitIntentValidator()
    {
        When(x => x.Intent is Intents.Stage or Intents.Programme, () =>
            RuleFor(x => x.Body.MeetingId).Token<SubmitIntent, MeetingId>("meeting_id"));
        When(x => x.Intent is Intents.Stage, () =>
            RuleFor(x => x.Body.MotoId).Token<SubmitIntent, MotoId>("moto_id"));
        RuleFor(x => x.Body.RunId).Must(id => id is null || RunId.TryParse(id, out _))
            .WithErrorCode(ControlCodes.InvalidIdentifier).WithMessage("run_id must be an identifier.");
        RuleFor(x => x.Body.Reason).Name("reason", MaxReason).When(x => x.Body.Reason is not null);
        RuleFor(x => x).Custom((request, context) =>
        {
            foreach (var fault in IntentBodyRules.Faults(request.Intent, request.Body))
            {
                context.AddFailure(fault);
            }
        });
        RuleFor(x => x.Body.RunVersion).Must(version => version is null or >= 0).WithMessage("run_version must not be negative.");
    }
}

internal sealed class SubmitIntentHandler(DocumentSession session, IntentDetails details, TrackDesk desk, TimeProvider time)
    : IRequestHandler<SubmitIntent, Result<OutboxIntent>>
{
    public async Task<Result<OutboxIntent>> Handle(SubmitIntent request, CancellationToken cancellationToken)
    {
        var payload = await details.OfAsync(request, cancellationToken);
        if (!payload.IsOk)
        {
            return new Result<OutboxIntent> { Error = payload.Error };
        }

        var hold = await desk.UseAsync(request.TrackId, request.Operator ?? request.Actor, cancellationToken);
        if (!hold.IsOk)
        {
            return new Result<OutboxIntent> { Error = hold.Error };
        }

        var now = Micros.Now(time);
        var message = new RawMessage
        {
            EventId = request.IntentId,
            ContractVersion = ContractVersions.TrackIngestV2,
            TrackId = request.TrackId,
            EventIdContext = new EventIdContext(ClientId.Control, BootId.Parse(request.IntentId.ToString()), 1),
            CapturedAtUs = now,
            IngestedAtUs = now,
            MessageType = MessageTypes.RaceControl,
            Payload = JsonSerializer.SerializeToElement(payload.Value, WireJson.Default.RaceControlPayload),
        };
        var intent = new OutboxIntent
        {
            Id = request.IntentId.ToString(),
            TrackId = request.TrackId,
            Intent = request.Intent,
            Actor = request.Actor,
            RequestHash = request.RequestHash,
            Message = JsonSerializer.Serialize(message, WireJson.Default.RawMessage),
            RequestedAtUs = now,
            AfterRaceSeq = request.AfterRaceSeq,
        };
        session.Insert(intent);
        return Result.Ok(intent);
    }
}
