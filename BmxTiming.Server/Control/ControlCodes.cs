using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BmxTiming.Server.Control;

/// <summary>Codes of refused requests, and the status each is answered with.</summary>
internal static class ControlCodes
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidIdentifier = "invalid_identifier";
    public const string IdempotencyKeyRequired = "idempotency_key_required";
    public const string IdempotencyKeyReused = "idempotency_key_reused";
    public const string UnknownIntent = "unknown_intent";
    public const string TrackNotFound = "track_not_found";
    public const string RiderNotFound = "rider_not_found";
    public const string MeetingNotFound = "meeting_not_found";
    public const string MotoNotFound = "moto_not_found";
    public const string IntentNotFound = "intent_not_found";

    /// <summary>The meeting is raced on another track.</summary>
    public const string MeetingOfOtherTrack = "meeting_of_other_track";

    /// <summary>Nobody is drawn in the moto.</summary>
    public const string MotoEmpty = "moto_empty";

    /// <summary>Another operator holds the track; it is to be asked for, or taken with a reason.</summary>
    public const string TrackHeld = "track_held";

    /// <summary>Only the holder of a track can do this.</summary>
    public const string NotHolder = "not_holder";

    /// <summary>Nobody has asked for the track that is to be handed over.</summary>
    public const string NobodyAsked = "nobody_asked";

    /// <summary>Another request changed the same thing at the same moment; repeat it.</summary>
    public const string Conflict = "conflict";

    public const string DeadLetterNotFound = "dead_letter_not_found";

    /// <summary>The letter's bytes are no message that could be sent again.</summary>
    public const string NotRequeueable = "not_requeueable";

    /// <summary>Its source keeps nothing that could be done again.</summary>
    public const string NothingToRequeue = "nothing_to_requeue";

    /// <summary>It is back on the log, so it cannot be discarded.</summary>
    public const string AlreadyRequeued = "already_requeued";

    public const string StorageUnavailable = "storage_unavailable";
    public const string BrokerUnavailable = "upstream_unavailable";

    public static int StatusOf(string code) => code switch
    {
        InvalidRequest or InvalidIdentifier or IdempotencyKeyRequired => StatusCodes.Status400BadRequest,
        TrackNotFound or RiderNotFound or MeetingNotFound or MotoNotFound or IntentNotFound or UnknownIntent
            or DeadLetterNotFound => StatusCodes.Status404NotFound,
        StorageUnavailable or BrokerUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };

    public static ProblemHttpResult ToProblem(this Error error) => Problems.Of(StatusOf(error.Code), error);
}
