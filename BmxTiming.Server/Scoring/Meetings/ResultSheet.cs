using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Scoring.Meetings;

/// <summary>One result of one rider: a place or a code.</summary>
/// <param name="Heat">The sheet's name of the heat; null = not printed.</param>
/// <param name="Points">As printed.</param>
/// <param name="PointsRunningTotal">As printed: sum of the motos so far.</param>
/// <param name="Time">From the gate to the finish.</param>
internal sealed record ResultSheet(
    string Round, string? Heat, int? Lane, int? Place, string? Code, int? Points, int? PointsRunningTotal, Micros? Time);
