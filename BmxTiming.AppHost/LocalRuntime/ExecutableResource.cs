using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Any program of the machine.</summary>
internal class ExecutableResource(string name, string command, string workingDirectory) : ProcessResource(name)
{
    public string Command { get; } = command;

    public string WorkingDirectory { get; } = workingDirectory;

    internal override IEnumerable<string> MissingParts(InstalledPrograms programs)
    {
        if (programs.Find(Command) is null)
        {
            yield return $"the program '{Command}' of '{Name}'";
        }

        foreach (var part in base.MissingParts(programs))
        {
            yield return part;
        }
    }

    internal override LaunchSpec Launch(RuntimeContext context, int instance)
    {
        var environment = new Dictionary<string, string>(ResolveEnvironment(instance), StringComparer.Ordinal);
        foreach (var endpoint in Endpoints.Where(endpoint => endpoint.PortVariable is not null))
        {
            environment[endpoint.PortVariable!] = endpoint.InstancePort(instance).ToString(CultureInfo.InvariantCulture);
        }

        return new LaunchSpec(context.Programs.Find(Command)!, ResolveArguments(instance), environment, WorkingDirectory);
    }
}
