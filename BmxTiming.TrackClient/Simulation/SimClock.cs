using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>The simulated decoder's clock: where it was set plus elapsed time × speed. Everything the simulator times, it times by this.</summary>
internal sealed class SimClock
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private long _sinceTimestamp;
    private Micros _rtcUs;

    public SimClock(TimeProvider time, double speed)
    {
        _time = time;
        Speed = speed;
        _sinceTimestamp = time.GetTimestamp();
        _rtcUs = Micros.Now(time);
    }

    /// <summary>Simulated seconds per second; infinite = time does not pass by itself, only by <see cref="Set"/>.</summary>
    public double Speed { get; }

    public Micros NowUs
    {
        get
        {
            lock (_gate)
            {
                return double.IsInfinity(Speed)
                    ? _rtcUs
                    : new Micros(_rtcUs.Value + (long)(_time.GetElapsedTime(_sinceTimestamp).TotalMicroseconds * Speed));
            }
        }
    }

    public void Set(Micros rtcUs)
    {
        lock (_gate)
        {
            _sinceTimestamp = _time.GetTimestamp();
            _rtcUs = rtcUs;
        }
    }

    public Task DelayAsync(TimeSpan simulated, CancellationToken cancellationToken) =>
        DelayUntilAsync(NowUs + Micros.From(simulated), cancellationToken);

    /// <summary>Returns as soon as this clock shows <paramref name="rtcUs"/>, at once when it does already.</summary>
    public async Task DelayUntilAsync(Micros rtcUs, CancellationToken cancellationToken)
    {
        while (!double.IsInfinity(Speed) && NowUs is var now && now < rtcUs)
        {
            var wait = TimeSpan.FromMicroseconds((rtcUs - now).Value / Speed);
            await Task.Delay(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, _time, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
