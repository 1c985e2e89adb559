using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

/// <param name="Code">As printed on the chip, <c>AB-12345</c>.</param>
/// <param name="PaceUs">The time this rider needs on a usual day.</param>
internal sealed record SimulatedRider(int Lane, uint TransponderId, string Code, Micros PaceUs);
