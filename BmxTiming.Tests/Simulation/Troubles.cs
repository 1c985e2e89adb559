namespace BmxTiming.Tests.Simulation;

/// <summary>What happens to processes: they die, stop and come back, at random.</summary>
internal sealed class Troubles(TrackWorld world)
{
    private const int LongestSteps = 300;

    private readonly List<(int AtStep, Action Heal)> _heals = [];
    private int _step;

    public void Step(int percent)
    {
        _step++;
        foreach (var due in _heals.Where(entry => entry.AtStep <= _step).ToList())
        {
            _heals.Remove(due);
            due.Heal();
        }

        if (percent > 0 && world.Random.Next(100) < percent)
        {
            Strike();
        }
    }

    public void HealAll()
    {
        var all = _heals.ToList();
        _heals.Clear();
        all.ForEach(entry => entry.Heal());
    }

    private void Strike()
    {
        switch (world.Random.Next(8))
        {
            case 0:
                var powerCut = world.Random.Next(2) == 0;
                world.Trace(powerCut ? "the track loses its power" : "the gateway is killed");
                world.Gateway.Restart(powerCut);
                break;
            case 1 when world.Broker.IsUp:
                LoseBroker();
                break;
            case 2 when world.DatabaseIsUp:
                world.Trace("the database goes away");
                world.DatabaseIsUp = false;
                Later(() => world.DatabaseIsUp = true);
                break;
            case 3 or 4:
                Stop(AnyProcess());
                break;
            default:
                Kill(AnyProcess());
                break;
        }
    }

    private SimulatedProcess AnyProcess() => world.Processes[world.Random.Next(world.Processes.Count)];

    private void Kill(SimulatedProcess process)
    {
        if (!process.IsUp)
        {
            return;
        }

        world.Trace($"{process.Name} is killed");
        process.Kill();
        Later(() =>
        {
            world.Trace($"{process.Name} starts");
            process.Start();
        });
    }

    private void Stop(SimulatedProcess process)
    {
        var life = process.Life;
        if (!life.Runs)
        {
            return;
        }

        world.Trace($"{process.Name} stands still");
        life.IsStopped = true;
        Later(() =>
        {
            world.Trace($"{process.Name} goes on");
            life.IsStopped = false;
        });
    }

    private void LoseBroker()
    {
        world.Trace("the broker goes away");
        world.Broker.IsUp = false;
        if (world.Random.Next(3) == 0)
        {
            world.LoseTail();
        }

        Later(() => world.Broker.IsUp = true);
    }

    private void Later(Action heal) => _heals.Add((_step + world.Random.Next(1, LongestSteps), heal));
}
