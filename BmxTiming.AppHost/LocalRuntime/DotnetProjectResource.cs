using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>A built .NET program of this solution.</summary>
internal sealed class DotnetProjectResource(string name, string projectPath) : ProcessResource(name), IDotnetProgramResource
{
    public string ProjectPath { get; } = projectPath;

    internal override IEnumerable<string> MissingParts(InstalledPrograms programs)
    {
        if (LaunchableProjects.Find(ProjectPath) is not { } program)
        {
            yield return $"the program of '{Name}': {ProjectPath} is not among the launchable projects of LocalRuntime.targets";
        }
        else if (!File.Exists(program))
        {
            yield return $"the built program of '{Name}' ({program})";
        }

        foreach (var part in base.MissingParts(programs))
        {
            yield return part;
        }
    }

    internal override LaunchSpec Launch(RuntimeContext context, int instance)
    {
        var environment = new Dictionary<string, string>(ResolveEnvironment(instance), StringComparer.Ordinal);
        environment.TryAdd("OTEL_SERVICE_NAME", Name);
        environment.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={Name}-{(instance + 1).ToString(CultureInfo.InvariantCulture)}");
        foreach (var endpoint in Endpoints.Where(endpoint => endpoint.PortVariable is not null))
        {
            environment[endpoint.PortVariable!] = endpoint.InstancePort(instance).ToString(CultureInfo.InvariantCulture);
        }

        // Endpoints with a variable of their own are announced by it; the rest are ASP.NET's.
        var urls = Endpoints.Where(endpoint => endpoint.Scheme is "http" && endpoint.PortVariable is null).Select(endpoint => endpoint.InstanceUrl(instance)).ToArray();
        if (urls.Length > 0)
        {
            environment["ASPNETCORE_URLS"] = string.Join(';', urls);
        }

        var program = LaunchableProjects.Find(ProjectPath)!;
        return new LaunchSpec(context.Programs.Dotnet, [program, .. ResolveArguments(instance)], environment, Path.GetDirectoryName(ProjectPath)!);
    }
}
