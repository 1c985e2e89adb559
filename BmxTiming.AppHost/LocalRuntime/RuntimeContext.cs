namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>What a resource may use while it prepares and starts.</summary>
internal sealed record RuntimeContext(StateDirectory State, InstalledPrograms Programs, SecretStore Secrets, TimeProvider Time);
