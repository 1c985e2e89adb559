using System.Diagnostics.Metrics;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.LiveGateway;
using Microsoft.Extensions.DependencyInjection;

namespace BmxTiming.Tests.Simulation;

/// <summary>Instruments nobody reads; one set for all worlds.</summary>
internal static class SimulationMetrics
{
    private static readonly IMeterFactory s_meters =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static IngestMetrics Ingest { get; } = new(s_meters);

    public static LiveMetrics Live { get; } = new(s_meters);
}
