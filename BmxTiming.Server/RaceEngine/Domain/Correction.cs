using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>What an official changes in a run. Each has an inverse, so that a mistake can be taken back.</summary>
internal abstract record Correction;

/// <param name="ElapsedUs">Since the gate.</param>
internal sealed record InsertRead(int Lane, string TimingPoint, Micros ElapsedUs) : Correction;

/// <summary>Strikes out a rider's crossing, or (not <paramref name="Void"/>) lets a struck passing count again.</summary>
/// <param name="Read">Which one: at a timing point, or as the decoder counted it.</param>
internal sealed record VoidRead(ReadName Read, bool Void) : Correction;

/// <param name="Lane">Absent = whoever the transponder names.</param>
internal sealed record AssignPassing(uint DecoderId, uint PassingNumber, int? Lane) : Correction;

/// <param name="Lanes">From the first place on; empty = by the clock.</param>
internal sealed record SetOrder(ImmutableArray<int> Lanes) : Correction;

/// <param name="Code">Absent = by the clock.</param>
internal sealed record SetResult(int Lane, RiderStatus? Code) : Correction;

internal sealed record Scratch(int Lane, bool Undo) : Correction;

internal sealed record SetLane(int Lane, int ToLane) : Correction;

/// <summary>A read by place (lane and timing point) or by origin (decoder and passing number).</summary>
internal sealed record ReadName(int? Lane, string? TimingPoint, uint? DecoderId, uint? PassingNumber);
