using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <param name="DecidedBy">The step that put this rider behind the one in front; null for the first.</param>
/// <param name="Open">No step splits this rider from the one in front: the officials have to decide. Until then the plates give the order.</param>
internal sealed record Ordered(int Rider, TieStep? DecidedBy, bool Open);
