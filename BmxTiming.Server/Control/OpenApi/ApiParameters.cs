namespace BmxTiming.Server.Control.OpenApi;

/// <summary>Parameters that mean the same wherever they are.</summary>
internal static class ApiParameters
{
    public static string? DescriptionOf(string name) => name switch
    {
        "track_id" => "The track.",
        "meeting_id" => "The meeting.",
        "moto_id" => "The moto, of this meeting.",
        "rider_id" => "The rider.",
        "entry_id" => "The entry, of this meeting.",
        "transponder_id" => "The transponder's number.",
        "intent_id" => "As an intent's answer names it.",
        "seq" => "The letter's sequence.",
        "cursor" => "The next_cursor of the page before; absent = the first page.",
        "limit" => "Most items in the page, 1 to 500; absent = 100.",
        "Idempotency-Key" => "1 to 128 characters, a new one per wish: a repeated request is carried out once.",
        "q" => "Beginnings of words of names, club, plate or transponder; case and diacritics do not matter.",
        "retired" => "Retired riders as well.",
        "state" => "What to show; see the summary.",
        "source" => "The role that gave up.",
        "class_name" => "Only this class.",
        "preview" => "Store nothing: show what the correction would invalidate.",
        "preview_id" => "Of the preview that is to be carried out.",
        "skip_errors" => "Leave out rows with errors; otherwise one of them refuses the file.",
        _ => null,
    };
}
