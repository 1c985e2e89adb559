using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Vite's development server, started directly: npm between us and it would swallow signals.</summary>
internal sealed class ViteAppResource(string name, string appDirectory)
    : ExecutableResource(name, "node", appDirectory), IResourceWithServiceDiscovery
{
    private string Vite => Path.Combine(WorkingDirectory, "node_modules", "vite", "bin", "vite.js");

    internal override IEnumerable<string> MissingParts(InstalledPrograms programs)
    {
        foreach (var part in base.MissingParts(programs))
        {
            yield return part;
        }

        if (!File.Exists(Vite))
        {
            yield return $"the npm packages of '{Name}' ({Vite})";
        }
    }

    internal override LaunchSpec Launch(RuntimeContext context, int instance)
    {
        var port = FindEndpoint("http")!.InstancePort(instance).ToString(CultureInfo.InvariantCulture);
        var launch = base.Launch(context, instance);
        return launch with { Arguments = [Vite, "--host", PortAllocator.Host, "--port", port, "--strictPort", .. launch.Arguments] };
    }
}
