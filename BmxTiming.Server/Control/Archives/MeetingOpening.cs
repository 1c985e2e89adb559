namespace BmxTiming.Server.Control.Archives;

/// <summary>
/// The engine's checkpoint of the track when the meeting's racing began. The raw log of a track in use has lost its head, so without it
/// nobody could say later from which state the meeting started.
/// </summary>
internal sealed record MeetingOpening
{
    /// <summary>The meeting's id.</summary>
    public required string Id { get; init; }

    /// <summary>As the engine stores it; absent = the engine had none.</summary>
    public byte[]? Checkpoint { get; init; }
}
