namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>How long to wait before a crashed process is started again: 0.25 s, doubling to 8 s, afresh after 20 s of running.</summary>
internal sealed class RestartBackoff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(0.25);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    private TimeSpan next = First;

    public TimeSpan After(TimeSpan uptime)
    {
        if (uptime >= Calm)
        {
            next = First;
        }

        var delay = next;
        next = next * 2 > Longest ? Longest : next * 2;
        return delay;
    }
}
