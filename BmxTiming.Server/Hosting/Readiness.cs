using System.Collections.Concurrent;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// What each part of this process says of itself. <c>/health</c> is 200 only while every part is ready; a part that
/// serves with less than it should says so as degraded and stays ready.
/// </summary>
internal sealed class Readiness
{
    private readonly ConcurrentDictionary<string, ModuleState> _parts = new(StringComparer.Ordinal);

    public bool IsReady => _parts.Values.All(part => part.Ready);

    public IReadOnlyList<ModuleState> Parts => [.. _parts.Values.OrderBy(part => part.Module, StringComparer.Ordinal)];

    public void Ready(string module, string? degraded = null) => _parts[module] = new ModuleState(module, true, null, degraded);

    public void NotReady(string module, string reason) => _parts[module] = new ModuleState(module, false, reason, null);
}

/// <param name="Reason">Why it is not ready.</param>
/// <param name="Degraded">What it does without while it is ready.</param>
internal sealed record ModuleState(string Module, bool Ready, string? Reason, string? Degraded);
