namespace BmxTiming.Server.Control.Archives;

/// <summary>Why a meeting has no archive, or none yet.</summary>
internal static class ArchiveCodes
{
    /// <summary>The meeting was never closed.</summary>
    public const string NotFound = "archive_not_found";

    /// <summary>It was ordered and is not written yet.</summary>
    public const string NotReady = "archive_not_ready";

    /// <summary>It was written, and is not in this server's folder.</summary>
    public const string FileMissing = "archive_file_missing";

    /// <summary>No folder is configured.</summary>
    public const string NoFolder = "archive_folder_missing";

    /// <summary>The folder cannot be written; it is tried again.</summary>
    public const string FolderUnwritable = "archive_folder_unwritable";

    /// <summary>Another archive has this name.</summary>
    public const string FileExists = "file_exists";

    /// <summary>The events of the meeting are gone by age, or a part of them.</summary>
    public const string EventsExpired = "race_events_expired";
}
