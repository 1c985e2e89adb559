using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Tests.Simulation;

/// <summary>Race control: an intent stays in its outbox, which survives the process, until the real raw log has confirmed it.</summary>
internal sealed class SimulatedControl(TrackWorld world) : SimulatedProcess("control")
{
    private RawMessage? _outbox;

    /// <summary>The race director waits for an intent before the race goes on.</summary>
    public bool IsBusy => _outbox is not null;

    public void Decide(RawMessage intent)
    {
        _outbox = intent;
        if (IsUp)
        {
            Start();
        }
    }

    protected override async Task RunAsync(ProcessLife life)
    {
        var link = new BrokerLink(world.Net, world.Broker, life, world.Random);
        var log = new RawLog(new SubjectWriter(link), link);
        while (_outbox is { } intent)
        {
            try
            {
                await log.AppendAtEndAsync(intent, CancellationToken.None);
                _outbox = null;
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                await world.PauseAsync(life);
            }
        }
    }
}
