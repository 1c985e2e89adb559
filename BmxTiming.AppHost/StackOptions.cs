using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BmxTiming.AppHost;

/// <summary>What a person may choose about the stack: <c>--Stack:Tracks=3</c> and its siblings.</summary>
internal sealed record StackOptions
{
    /// <summary>Track ids are track-a to track-z.</summary>
    public const int MaxTracks = 26;

    private const int MaxResultPatience = 86_400;

    public int Tracks { get; init; } = 3;

    /// <summary>How many times faster than life the simulated races run.</summary>
    public decimal Speed { get; init; } = 1;

    /// <summary>Simulated seconds the race directors wait for a result; null = as the simulator does by itself.</summary>
    public int? ResultPatience { get; init; }

    /// <summary>The port of the web role, the one address people need.</summary>
    public int Port { get; init; } = 8080;

    public StackTopology Topology { get; init; } = StackTopology.Roles;

    public required StateDirectory State { get; init; }

    public IEnumerable<string> TrackIds => Enumerable.Range(0, Tracks).Select(index => $"track-{(char)('a' + index)}");

    /// <exception cref="StackUsageException">A value is out of its range.</exception>
    public static StackOptions From(IConfiguration configuration, string checkout)
    {
        var section = configuration.GetSection("Stack");
        return new StackOptions
        {
            Tracks = Number(section, "Tracks", 3, 1, MaxTracks),
            Speed = Factor(section, "Speed", 1m, 0.1m, 1000m),
            ResultPatience = section["ResultPatience"] is { Length: > 0 } ? Number(section, "ResultPatience", 0, 1, MaxResultPatience) : null,
            Port = Number(section, "Port", 8080, 1, 65_535),
            Topology = Topologies(section["Topology"] ?? "roles"),
            State = new StateDirectory(section["StateDirectory"] is { Length: > 0 } path
                ? path
                : StateDirectory.DefaultPath(checkout, Environment.IsPrivilegedProcess, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))),
        };
    }

    private static StackTopology Topologies(string text) => text switch
    {
        "roles" => StackTopology.Roles,
        "single" => StackTopology.Single,
        "development" => StackTopology.Development,
        "stores" => StackTopology.Stores,
        _ => throw new StackUsageException($"Stack:Topology is 'roles', 'single', 'development' or 'stores', not '{text}'."),
    };

    private static int Number(IConfiguration section, string key, int otherwise, int smallest, int largest)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest
            ? value
            : throw new StackUsageException($"Stack:{key} is a whole number from {smallest} to {largest}, not '{text}'.");
    }

    private static decimal Factor(IConfiguration section, string key, decimal otherwise, decimal smallest, decimal largest)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest
            ? value
            : throw new StackUsageException($"Stack:{key} is a number from {smallest.ToString(CultureInfo.InvariantCulture)} to {largest.ToString(CultureInfo.InvariantCulture)}, not '{text}'.");
    }
}

internal enum StackTopology
{
    /// <summary>Each role its own process: what production looks like.</summary>
    Roles,

    /// <summary>All roles in one process: the club laptop.</summary>
    Single,

    /// <summary>As single, but rebuilt and reloaded when a source file changes, with Vite in front.</summary>
    Development,

    /// <summary>NATS and PostgreSQL only, for a server started by hand or from a debugger.</summary>
    Stores,
}
