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
    public const string EntryNotFound = "entry_not_found";
    public const string ClassNotFound = "class_not_found";
    public const string IntentNotFound = "intent_not_found";

    /// <summary>Its data were erased; the id is not used again.</summary>
    public const string RiderErased = "rider_erased";

    /// <summary>The record turned out to be another rider's.</summary>
    public const string RiderMerged = "rider_merged";

    public const string RiderRetired = "rider_retired";
    public const string UciIdTaken = "uci_id_taken";

    /// <summary>It is another rider's own.</summary>
    public const string TransponderTaken = "transponder_taken";

    /// <summary>It is a hire chip and cannot be a rider's own.</summary>
    public const string TransponderOfPool = "transponder_of_pool";

    public const string TransponderNotFound = "transponder_not_found";

    /// <summary>A hire chip that somebody has now.</summary>
    public const string TransponderHandedOut = "transponder_handed_out";

    public const string TransponderRetired = "transponder_retired";

    /// <summary>The two cannot be one person, or not yet.</summary>
    public const string MergeConflict = "merge_conflict";

    /// <summary>There is no merge, of riders or of classes, to undo.</summary>
    public const string NotMerged = "not_merged";

    /// <summary>The file cannot be read as a table of entries.</summary>
    public const string FileUnreadable = "file_unreadable";

    /// <summary>The file names no column that an import needs.</summary>
    public const string ColumnsMissing = "columns_missing";

    public const string FileTooLarge = "file_too_large";

    /// <summary>The file, or what it would change, is not what was previewed.</summary>
    public const string PreviewStale = "preview_stale";

    /// <summary>Rows have errors, and nobody said to leave them out.</summary>
    public const string ImportHasErrors = "import_has_errors";

    /// <summary>The meeting is raced on another track.</summary>
    public const string MeetingOfOtherTrack = "meeting_of_other_track";

    /// <summary>The track is not raced on any longer.</summary>
    public const string TrackRetired = "track_retired";

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
        InvalidRequest or InvalidIdentifier or IdempotencyKeyRequired or FileUnreadable or ColumnsMissing => StatusCodes.Status400BadRequest,
        TrackNotFound or RiderNotFound or MeetingNotFound or MotoNotFound or EntryNotFound or ClassNotFound or IntentNotFound or UnknownIntent
            or DeadLetterNotFound or TransponderNotFound or Archives.ArchiveCodes.NotFound or Archives.ArchiveCodes.FileMissing => StatusCodes.Status404NotFound,
        FileTooLarge => StatusCodes.Status413PayloadTooLarge,
        StorageUnavailable or BrokerUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };

    public static ProblemHttpResult ToProblem(this Error error) => Problems.Of(StatusOf(error.Code), error);
}
