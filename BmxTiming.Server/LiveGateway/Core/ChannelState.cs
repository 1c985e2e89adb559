namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>Everything a client needs that joins a channel at <see cref="Seq"/>.</summary>
internal abstract class ChannelState
{
    /// <summary>Sequence of the last message in it; 0 when there was none.</summary>
    public abstract long Seq { get; }

    /// <summary>A run is staged or racing: heartbeats come more often.</summary>
    public abstract bool RunOpen { get; }

    /// <summary>The whole snapshot frame as this scope may see it.</summary>
    public abstract byte[] EncodeSnapshot(LiveScope scope);
}
