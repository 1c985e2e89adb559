namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Everything needed to start one process.</summary>
internal sealed record LaunchSpec(
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string WorkingDirectory)
{
    /// <summary>The user to become; null to stay who we are.</summary>
    public string? User { get; init; }

    /// <summary>The signal that asks the process to stop.</summary>
    public int StopSignal { get; init; } = Signals.Terminate;

    /// <summary>How long it may take to stop before it is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
