namespace BmxTiming.Bench.Harness;

/// <summary>What was to be measured did not do its work: a figure of it would be worse than none.</summary>
internal sealed class MeasurementException(string message) : Exception(message);
