namespace BmxTiming.Tests.Chaos;

/// <summary>What a row has seen.</summary>
/// <param name="Cases">Faults injected and judged.</param>
/// <param name="Failures">Cases in which the promise did not hold.</param>
/// <param name="FirstFailure">How to see the first of them again (seed, byte, bit …) and what was wrong.</param>
/// <param name="Figures">What was measured beside it, for the table: <c>drain 120× real time</c>.</param>
internal sealed record ChaosOutcome(long Cases, long Failures, string? FirstFailure, string Figures = "");
