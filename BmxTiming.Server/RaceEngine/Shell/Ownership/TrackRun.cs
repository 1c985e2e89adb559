using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>A track this worker runs, from its taking to its leaving.</summary>
internal sealed class TrackRun : IDisposable
{
    private readonly CancellationTokenSource _leave = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TrackHost _host;
    private readonly TrackLease _lease;
    private readonly Task _running;
    private readonly TimeProvider _time;

    public TrackRun(TrackId track, Micros validUntil, Func<TrackId, TrackLease, TrackHost> hosts, TimeProvider time)
    {
        _time = time;
        _lease = new TrackLease(time);
        _lease.Extend(validUntil);
        _host = hosts(track, _lease);
        _running = _host.RunAsync(_leave.Token, _abort.Token);
    }

    /// <summary>Why the track stands still; <c>null</c> while it runs.</summary>
    public string? Halted => _host.Halted;

    /// <summary>What the track does without while it runs; <c>null</c> = nothing.</summary>
    public string? Degraded => _host.Degraded;

    /// <summary>Dead letters that are not stored yet.</summary>
    public int WaitingLetters => _host.WaitingLetters;

    public void Extend(Micros validUntil) => _lease.Extend(validUntil);

    /// <summary>Throws the bug that the track ended by, if it did.</summary>
    public void ThrowIfFaulted()
    {
        if (_running.IsFaulted)
        {
            _running.GetAwaiter().GetResult();
        }
    }

    /// <summary>Ends between two messages: what is folded is published. After <paramref name="patience"/> it ends where it is.</summary>
    public async Task LeaveAsync(TimeSpan patience)
    {
        await _leave.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(patience, _time));
        await _abort.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _leave.Dispose();
        _abort.Dispose();
    }
}
