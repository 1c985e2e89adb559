using BmxTiming.Protocol.Time;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>A rider's result in one race: a place or a code.</summary>
/// <param name="Rider">Index within the class sheet.</param>
/// <param name="Heat">Heats are numbered from 0; null = the sheet does not say, and it does not follow.</param>
/// <param name="Points">Null = a code without points.</param>
internal sealed record RaceLine(int Rider, int? Heat, int? Place, CodeRule? Code, int? Points, Micros? Time)
{
    /// <summary>Whether this result may take the rider into the next round at all.</summary>
    public bool MayGoOn => Code is null or { GoesOn: true };

    public bool Absent => Code is { Meaning: CodeMeaning.NotStarted };
}
