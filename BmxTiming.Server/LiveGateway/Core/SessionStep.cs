using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>What one look at a session brought.</summary>
/// <param name="Close">Send what was written, then close.</param>
/// <param name="More">Look again as soon as this burst is sent.</param>
/// <param name="WakeAtUs">Look again then, on the monotonic clock, if nothing happens before.</param>
/// <param name="Frames">Event frames written.</param>
/// <param name="Fallbacks">Channels on which the client fell off the ring and got a snapshot.</param>
/// <param name="OldestAppendedUs">When the oldest of them came, on the monotonic clock.</param>
/// <param name="OldestCapturedUs">When the oldest of them was read at the track, in server time.</param>
internal readonly record struct SessionStep(
    LiveClose? Close, bool More, Micros WakeAtUs, int Frames, int Fallbacks, Micros? OldestAppendedUs, Micros? OldestCapturedUs);
