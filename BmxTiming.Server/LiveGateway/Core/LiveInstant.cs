using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>One moment on two clocks: waiting is measured on the one that never steps, clients are told the other.</summary>
/// <param name="WallUs">Server time.</param>
/// <param name="MonotonicUs">Since an arbitrary start.</param>
internal readonly record struct LiveInstant(Micros WallUs, Micros MonotonicUs)
{
    public static LiveInstant Now(TimeProvider time) =>
        new(Micros.Now(time), Micros.From(time.GetElapsedTime(0, time.GetTimestamp())));
}
