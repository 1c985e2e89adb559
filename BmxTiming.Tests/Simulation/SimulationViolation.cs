namespace BmxTiming.Tests.Simulation;

/// <summary>A promise was broken.</summary>
internal sealed class SimulationViolation(string promise, string detail) : Exception($"{promise}: {detail}");
