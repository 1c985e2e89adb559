namespace BmxTiming.AppHost.LocalRuntime;

internal static class ExecutableResourceBuilderExtensions
{
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
    {
        var executable = new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory));
        executable.Arguments.AddRange((args ?? []).Select(ReferenceExpression.Literal));
        return builder.AddResource(executable);
    }
}
