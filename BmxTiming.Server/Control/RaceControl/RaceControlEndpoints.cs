using System.Security.Cryptography;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using BmxTiming.Server.Platform.Messaging;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Race control: an intent goes onto the track's log, and the engine's word comes back.</summary>
internal static class RaceControlEndpoints
{
    private const int MaxKeyLength = 128;

    private static readonly string[] s_refusals =
    [
        ControlCodes.IdempotencyKeyRequired, ControlCodes.IdempotencyKeyReused, ControlCodes.TrackNotFound, ControlCodes.TrackRetired,
        ControlCodes.TrackHeld, ControlCodes.MeetingNotFound, ControlCodes.MeetingOfOtherTrack, ControlCodes.MotoNotFound, ControlCodes.MotoEmpty,
        ControlCodes.BrokerUnavailable, MeetingCodes.MeetingClosed,
    ];

    private static readonly TimeSpan s_dispatchPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_outcomePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_lookPatience = TimeSpan.FromMilliseconds(500);

    /// <param name="Outcome"><c>applied</c>, <c>rejected</c> or <c>pending</c>.</param>
    /// <param name="Code">The engine's refusal.</param>
    /// <param name="Inverse">What takes it back, once it is applied.</param>
    internal sealed record IntentAnswer(
        string Outcome, string IntentId, string TrackId, string Intent, long? RunVersion, string? RunId, string? Code, string? Message,
        IntentInverse? Inverse);

    public static void MapRaceControl(this IEndpointRouteBuilder api)
    {
        foreach (var use in IntentCatalog.All)
        {
            var intent = use.Intent;
            api.MapPost($"/tracks/{{track_id}}/control/{intent}",
                    ([FromRoute(Name = "track_id")] TrackId trackId, [FromHeader(Name = "Idempotency-Key")] string? key, IntentBody body,
                        HttpContext http, RaceControlServices services, CancellationToken cancellationToken) =>
                    SubmitAsync(trackId, intent, key, body, http, services, cancellationToken))
                .WithName(use.OperationId).WithSummary(use.Summary)
                .WithDescription(DescriptionOf(use)).Refuses(s_refusals).Refuses(StatusCodes.Status409Conflict, EngineRefusals.WhatToDo.Keys)
                .RequireAuthorization(Policies.Control);
        }

        api.MapPost("/tracks/{track_id}/control/{intent}", (string intent) => NoSuchIntent(intent))
            .RequireAuthorization(Policies.Control).ExcludeFromDescription();

        api.MapGet("/intents/{intent_id}", GetAsync).WithName("getIntent")
            .WithSummary("What came of an intent.")
            .Refuses(ControlCodes.IntentNotFound).RequireAuthorization(Policies.View);
    }

    private static string DescriptionOf(IntentUse use) =>
        $"Taken back by {use.Inverse}. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location."
        + (use.NeedsReason ? " It needs a reason." : "");

    private static ProblemHttpResult NoSuchIntent(string intent) => new Error(
        ControlCodes.UnknownIntent,
        $"There is no intent {intent}. Send one of {string.Join(", ", IntentCatalog.All.Select(use => use.Intent))}.").ToProblem();

    private static async Task<Results<Ok<IntentAnswer>, Accepted<IntentAnswer>, ProblemHttpResult>> SubmitAsync(
        TrackId trackId, string intent, string? key, IntentBody body, HttpContext http, RaceControlServices services,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MaxKeyLength)
        {
            return new Error(
                ControlCodes.IdempotencyKeyRequired, $"Send an Idempotency-Key header of 1 to {MaxKeyLength} characters, a new one per wish.").ToProblem();
        }

        var (actor, who) = (http.Actor(), http.Operator());
        if (!who.IsOk)
        {
            return who.Error.ToProblem();
        }

        var intentId = DerivedId.OfIntent(trackId, actor, key);
        var hash = HashOf(intent, body);
        var known = await services.Outbox.FindAsync(intentId.ToString(), cancellationToken);
        if (known is null)
        {
            var after = await services.Outcomes.PositionAsync(trackId, cancellationToken);
            var submitted = await services.Mediator.Send(
                new SubmitIntent(trackId, intent, intentId, body, hash, after, actor, who.Value), cancellationToken);
            if (!submitted.IsOk && submitted.Error.Code != ControlCodes.Conflict)
            {
                return submitted.Error.ToProblem();
            }

            // A conflict is the same key from a request at the same moment: that one's intent is the intent.
            known = submitted.IsOk ? submitted.Value : await services.Outbox.FindAsync(intentId.ToString(), cancellationToken);
        }

        if (known is null)
        {
            return new Error(ControlCodes.Conflict, "Another request changed this at the same moment. Repeat yours.").ToProblem();
        }

        if (known.RequestHash != hash)
        {
            return new Error(ControlCodes.IdempotencyKeyReused, "This Idempotency-Key was used for another request. Send a new one with a new wish.").ToProblem();
        }

        if (!known.Dispatched && !await TryDispatchAsync(known, services, cancellationToken))
        {
            return Answer(known, intentId);
        }

        return Answer(await ResolveAsync(known, intentId, s_outcomePatience, services, cancellationToken), intentId);
    }

    private static async Task<Results<Ok<IntentAnswer>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "intent_id")] string intentId, RaceControlServices services, CancellationToken cancellationToken)
    {
        if (await services.Outbox.FindAsync(intentId, cancellationToken) is not { } intent)
        {
            return new Error(ControlCodes.IntentNotFound, $"There is no intent {intentId}. Send it, with its Idempotency-Key.").ToProblem();
        }

        return TypedResults.Ok(View(intent.Dispatched && MessageId.TryParse(intentId, out var id)
            ? await ResolveAsync(intent, id, s_lookPatience, services, cancellationToken)
            : intent));
    }

    /// <summary><c>false</c>: the broker is away; the dispatcher goes on.</summary>
    private static async Task<bool> TryDispatchAsync(OutboxIntent intent, RaceControlServices services, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(s_dispatchPatience);
        try
        {
            await services.Outbox.DispatchAsync(intent, stop.Token);
            return true;
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e) && !cancellationToken.IsCancellationRequested)
        {
            Log.IntentWaits(services.Logger, intent.Intent, intent.TrackId, intent.Id, e.Message);
            return false;
        }
    }

    private static async Task<OutboxIntent> ResolveAsync(
        OutboxIntent intent, MessageId id, TimeSpan patience, RaceControlServices services, CancellationToken cancellationToken)
    {
        if (intent.Outcome is not null
            || await services.Outcomes.WaitAsync(intent.TrackId, id, intent.AfterRaceSeq, patience, cancellationToken) is not { } outcome)
        {
            return intent;
        }

        await services.Outbox.NoteAsync(intent.Id, outcome, cancellationToken);
        return intent with { Outcome = outcome };
    }

    private static Results<Ok<IntentAnswer>, Accepted<IntentAnswer>, ProblemHttpResult> Answer(OutboxIntent intent, MessageId id) =>
        intent.Outcome switch
        {
            null => TypedResults.Accepted($"/api/intents/{id}", View(intent)),
            { Applied: true } => TypedResults.Ok(View(intent)),
            { } refused => Problems.Of(
                StatusCodes.Status409Conflict, refused.Code!, EngineRefusals.Detail(refused.Code!, refused.Message),
                new("run_version", refused.RunVersion), new("intent_id", intent.Id)),
        };

    private static IntentAnswer View(OutboxIntent intent) => new(
        intent.Outcome switch { null => "pending", { Applied: true } => "applied", _ => "rejected" },
        intent.Id, intent.TrackId.Value, intent.Intent,
        intent.Outcome?.RunVersion, intent.Outcome?.RunId?.Value, intent.Outcome?.Code,
        intent.Outcome is { Applied: false } refused ? EngineRefusals.Detail(refused.Code!, refused.Message) : null,
        intent.Outcome is { Applied: true } applied ? InverseOf(intent, applied) : null);

    private static IntentInverse? InverseOf(OutboxIntent intent, IntentOutcome applied) =>
        JsonSerializer.Deserialize(intent.Message, WireJson.Default.RawMessage) is { } message
        && message.Payload.Deserialize(WireJson.Default.RaceControlPayload) is { } payload
            ? IntentInverses.Of(payload, applied.RunId)
            : null;

    private static string HashOf(string intent, IntentBody body) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((object[])[intent, body])));
}
