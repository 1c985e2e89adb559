namespace BmxTiming.AppHost.LocalRuntime;

internal static class DotnetProgramResourceBuilderExtensions
{
    /// <summary>Starts the program several times behind one address.</summary>
    public static IResourceBuilder<T> WithReplicas<T>(this IResourceBuilder<T> builder, int replicas)
        where T : IDotnetProgramResource
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, 32);
        builder.Process().Replicas = replicas;
        return builder;
    }
}
