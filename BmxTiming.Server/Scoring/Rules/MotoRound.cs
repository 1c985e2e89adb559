namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Gates">Heats of equal size, ± 1.</param>
/// <param name="Each">So many of each heat go on and ride no further moto; 0 = all ride the next.</param>
internal sealed record MotoRound(int Gates, int Each = 0);
