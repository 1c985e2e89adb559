using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>With <c>manual_gate</c>: where time zero comes from when no pulse came.</summary>
/// <param name="Source"><c>manual</c> (a moment) or <c>first_loop</c> (the first rider's read at the first timing point).</param>
/// <param name="TimeUs">With <c>manual</c>: the moment on the decoder's clock, µs; absent = what that clock read last.</param>
/// <param name="DecoderId">With <c>manual</c>: whose clock; absent = the decoder heard last.</param>
public sealed record GateDetails(string Source, Micros? TimeUs = null, uint? DecoderId = null);
