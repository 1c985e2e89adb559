using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Simulation;

/// <summary>Compares each answer, at the moment it is given, with what is on the log at that moment.</summary>
internal sealed class AckWatch(TrackWorld world)
{
    /// <summary>The first answer that confirmed what is not there.</summary>
    public string? Fault { get; private set; }

    public void Add(BootId boot, UplinkAnswer answer)
    {
        if (answer.Accepted is not { } accepted || Fault is not null || world.TailWasLost)
        {
            return;
        }

        var onLog = world.RawLog.LastSeqOf(boot);
        if (accepted.LastSeq > onLog)
        {
            Fault = $"boot {boot}: {accepted.LastSeq} was confirmed while the log ended at {onLog}";
            world.Trace(Fault);
        }
    }
}
