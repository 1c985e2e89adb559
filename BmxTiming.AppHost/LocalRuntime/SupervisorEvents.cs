using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Tells people, in short lines, what happens to the processes; and tells the status file that something did.</summary>
internal sealed class SupervisorEvents(TimeProvider time, Action changed)
{
    private readonly Lock gate = new();

    public TextWriter Output { get; set; } = Console.Out;

    public void Changed() => changed();

    public void BecameHealthy(SupervisedInstance instance) => Line(instance, instance.Restarts == 0 ? "ready" : $"ready again (restart {instance.Restarts})");

    public void BecameUnhealthy(SupervisedInstance instance, string reason) => Line(instance, $"not healthy: {reason}");

    public void Crashed(SupervisedInstance instance, int exitCode, TimeSpan delay, IReadOnlyList<string> tail)
    {
        Line(instance, $"ended with {exitCode}, starts again in {delay.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s (log {instance.LogPath})", tail);
    }

    public void Ended(SupervisedInstance instance, int exitCode, int expected, IReadOnlyList<string> tail)
    {
        if (exitCode == expected)
        {
            Line(instance, "finished");
        }
        else
        {
            Line(instance, $"failed with {exitCode} (log {instance.LogPath})", tail);
        }
    }

    public void Say(string text) => Write([text]);

    private void Line(SupervisedInstance instance, string text, IReadOnlyList<string>? tail = null) =>
        Write([$"{instance.Name,-14} {text}", .. (tail ?? []).Select(line => $"    {instance.Name} | {line}")]);

    private void Write(IEnumerable<string> lines)
    {
        var now = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        lock (gate)
        {
            foreach (var line in lines)
            {
                Output.WriteLine($"{now}  {line}");
            }

            Output.Flush();
        }
    }
}
