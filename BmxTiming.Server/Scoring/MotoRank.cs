using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>A rider after the motos, best first; those who are not classified stand behind all others.</summary>
internal sealed record MotoRank(int Rider, int Total, Standing Standing, TieStep? DecidedBy, bool Open);
