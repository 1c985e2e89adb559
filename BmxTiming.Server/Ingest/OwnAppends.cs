namespace BmxTiming.Server.Ingest;

/// <summary>
/// What the handling of one batch wrote itself. It may take several appends: another replica that works at the same batch
/// fences one in its middle, and what that replica wrote is not counted here.
/// </summary>
internal sealed class OwnAppends
{
    private TrackLane? _lane;
    private int _written;
    private ulong _behind;

    /// <param name="lane">Another one than before: the log was cut, and what was written is not on it.</param>
    /// <param name="behind">The subject's last message before this append; 0 = none.</param>
    public void Add(TrackLane lane, ulong behind, int written)
    {
        if (written == 0)
        {
            return;
        }

        (_written, _behind) = ReferenceEquals(lane, _lane) ? (_written + written, _behind) : (written, behind);
        _lane = lane;
    }

    /// <summary>How many are on the lane's log, and the last message before them: none when the subject was empty, since age may have emptied it.</summary>
    public (int Written, ulong? Behind) On(TrackLane lane) =>
        ReferenceEquals(lane, _lane) ? (_written, _behind == 0 ? null : _behind) : (0, null);
}
