using BmxTiming.AppHost.LocalRuntime;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>
/// Kills one process after another, any of any part of the stack, at random moments. The local runtime starts them again, and the next
/// one dies whether the last is back or not. What is simulated, decoders and race directors, lives.
/// </summary>
/// <param name="stack">What the local runtime runs.</param>
/// <param name="random">Who dies, and when.</param>
internal sealed class KillStorm(IReadOnlyList<SupervisedResource> stack, Random random)
{
    private const int ShortestWaitMs = 300;
    private const int LongestWaitMs = 6_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_calm = TimeSpan.FromMinutes(3);

    private readonly List<IReadOnlyList<SupervisedInstance>> _parts = Parts(stack);
    private readonly List<Kill> _kills = [];

    public IReadOnlyList<Kill> Kills => _kills;

    public async Task RunAsync(int kills, Action<Kill> killed, CancellationToken cancellationToken)
    {
        while (_kills.Count < kills)
        {
            await Task.Delay(random.Next(ShortestWaitMs, LongestWaitMs), cancellationToken);
            var part = _parts[random.Next(_parts.Count)];
            var victim = part[random.Next(part.Count)];
            await Eventually.HoldsAsync(() => TryKill(victim), s_patience, () => $"{victim.Name} is {victim.State}: {victim.Reason}");
            killed(_kills[^1]);
        }

        foreach (var instance in _parts.SelectMany(part => part))
        {
            await Eventually.HoldsAsync(
                () => instance.State == InstanceState.Healthy && !IsDying(instance),
                s_calm,
                () => $"after the last kill {instance.Name} is {instance.State}: {instance.Reason}");
        }
    }

    /// <summary>Processes that ended without being killed, since the start of the stack; <c>null</c> = none.</summary>
    public string? DeathFault() => DeathFault(
        stack.SelectMany(resource => resource.Instances).Select(instance => (instance.Name, instance.Restarts)), _kills);

    /// <param name="restarts">How often the local runtime had to start each process again.</param>
    /// <param name="kills">Who was killed.</param>
    public static string? DeathFault(IEnumerable<(string Name, int Restarts)> restarts, IReadOnlyCollection<Kill> kills)
    {
        var killed = kills.GroupBy(kill => kill.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var faults = restarts.Where(each => each.Restarts != killed.GetValueOrDefault(each.Name))
            .Select(each => $"{each.Name} ended {each.Restarts} times and was killed {killed.GetValueOrDefault(each.Name)} times")
            .ToList();
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    // Each role and each store is a part, all gateways at the tracks are one.
    private static List<IReadOnlyList<SupervisedInstance>> Parts(IReadOnlyList<SupervisedResource> stack) =>
    [
        .. stack.Where(resource => resource.Resource.CompletesWith is null && !resource.Resource.Name.StartsWith("decoder-", StringComparison.Ordinal))
            .GroupBy(resource => resource.Resource.Name.StartsWith("track-", StringComparison.Ordinal) ? "track" : resource.Resource.Name, StringComparer.Ordinal)
            .Select(part => (IReadOnlyList<SupervisedInstance>)[.. part.SelectMany(resource => resource.Instances)]),
    ];

    private bool TryKill(SupervisedInstance victim)
    {
        var life = victim.Restarts;
        if (IsDying(victim) || victim.ProcessId is not { } pid || victim.Restarts != life || !Signals.Send(pid, Signals.Kill))
        {
            return false;
        }

        _kills.Add(new Kill(victim.Name, life, pid));
        return true;
    }

    /// <summary>Killed, and the local runtime has not seen its end yet.</summary>
    private bool IsDying(SupervisedInstance instance)
    {
        var life = instance.Restarts;
        return _kills.Any(kill => kill.Name == instance.Name && kill.Life == life);
    }
}

/// <param name="Name">Of the process in the stack.</param>
/// <param name="Life">How often it had been started again before; numbers of processes come twice.</param>
internal sealed record Kill(string Name, int Life, int ProcessId);
