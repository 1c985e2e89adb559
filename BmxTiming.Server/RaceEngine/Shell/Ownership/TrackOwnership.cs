using System.Threading.Channels;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>
/// Runs the tracks this worker holds the leases of. One loop owns the book: what the watches and calls have to say
/// reaches it through a queue, and no call to the broker is waited for there.
/// </summary>
internal sealed class TrackOwnership : IDisposable
{
    private const int MaxWaitingNews = 4_096;

    /// <summary>Most of a rehearsal is compiling, on a machine that is starting up.</summary>
    private static readonly TimeSpan s_rehearsalPatience = TimeSpan.FromSeconds(10);

    private static readonly WorkerValue s_value = new(RaceFold.FoldVersion, Environment.MachineName, Environment.ProcessId);

    private readonly LeaseStore _store;
    private readonly EngineTracks _tracks;
    private readonly RaceEngineOptions _options;
    private readonly EngineMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeaseTimes _times;
    private readonly LeaseBook _book;

    // One name for each start of a worker: nobody inherits a lease by accident.
    private readonly string _worker = Guid.CreateVersion7().ToString("N");
    private readonly SortedDictionary<TrackId, TrackRun> _runs = [];
    private readonly List<Task> _calls = [];
    private readonly Channel<Action> _news = Channel.CreateBounded<Action>(new BoundedChannelOptions(MaxWaitingNews) { SingleReader = true });
    private readonly CancellationTokenSource _io = new();
    private Micros _beatAt;
    private Micros _heardAt;
    private Micros _discoverAt;
    private bool _discovered;
    private bool _rehearsing;
    private bool _prepared;
    private string _problem = "starting";

    public TrackOwnership(
        LeaseStore store, EngineTracks tracks, RaceEngineOptions options, EngineMetrics metrics, TimeProvider time, ILogger<TrackOwnership> logger)
    {
        (_store, _tracks, _options, _metrics, _time, _logger) = (store, tracks, options, metrics, time, logger);
        _times = LeaseTimes.Of(options.LeaseTtl);
        _book = new LeaseBook(_worker, RaceFold.FoldVersion, _times);
    }

    private Micros Now => TrackLease.Now(_time);

    /// <summary>Why tracks of this worker stand still.</summary>
    public IReadOnlyList<string> Halted => [.. _runs.Values.Select(static run => run.Halted).OfType<string>()];

    /// <summary>What tracks of this worker do without while they run.</summary>
    public IReadOnlyList<string> Degraded => [.. _runs.Values.Select(static run => run.Degraded).OfType<string>()];

    /// <summary>Dead letters of this worker's tracks that are not stored yet.</summary>
    public int WaitingLetters => _runs.Values.Sum(static run => run.WaitingLetters);

    public OwnershipStatus Status()
    {
        var now = Now;
        var validUntil = _book.Held.Select(track => (Track: track, At: _book.ValidUntil(track)!.Value)).ToArray();
        var age = validUntil.Length == 0 ? Micros.Zero : now - (validUntil.Min(static lease => lease.At) - _times.Ttl);
        var twoLeases = new Micros(2 * _times.Ttl.Value);
        return new OwnershipStatus(
            validUntil.Length,
            _book.LiveWorkers(now),
            age.ToTimeSpan(),
            [.. validUntil.Where(lease => lease.At <= now).Select(static lease => lease.Track)],
            [.. _book.Orphans(now, twoLeases)],
            _discovered && _prepared && _heardAt != Micros.Zero && now - _heardAt <= twoLeases ? null : _problem);
    }

    /// <summary>Until <paramref name="stop"/>; then hands everything on. Throws the bug that a track ended by.</summary>
    /// <param name="turned">Called after each round, on the loop.</param>
    public async Task RunAsync(Action turned, CancellationToken stop)
    {
        _calls.AddRange([WatchLeasesAsync(), WatchWorkersAsync()]);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await HearAsync(stop);
                Periodic();
                Act();
                turned();
            }

            await LeaveAsync();
        }
        finally
        {
            await _io.CancelAsync();
            await Task.WhenAll(_runs.Values.Select(static run => run.LeaveAsync(TimeSpan.Zero)));
            await Task.WhenAll(_calls);
        }
    }

    public void Dispose() => _io.Dispose();

    /// <summary>Says goodbye first, so that nobody nominates this worker, then gives back all tracks at once.</summary>
    private async Task LeaveAsync()
    {
        using var patience = new CancellationTokenSource(_options.LeavePatience * 2, _time);
        _book.Leave();
        _calls.Add(CallAsync(token => _store.LeaveAsync(_worker, token)));
        while (!_book.IsEmpty && !patience.IsCancellationRequested)
        {
            Act();
            await HearAsync(patience.Token);
        }
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        tick.CancelAfter(_options.LeaseTick);
        await ((Task)_news.Reader.WaitToReadAsync(tick.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_news.Reader.TryRead(out var news))
        {
            news();
        }

        _calls.RemoveAll(static call => call.IsCompletedSuccessfully);
        _calls.Find(static call => call.IsFaulted)?.GetAwaiter().GetResult();
        foreach (var run in _runs.Values)
        {
            run.ThrowIfFaulted();
        }
    }

    private void Periodic()
    {
        var now = Now;
        if (now >= _beatAt)
        {
            _beatAt = now + _times.RenewEvery;
            _calls.Add(CallAsync(async token =>
            {
                await _store.BeatAsync(_worker, s_value, token);
                await _news.Writer.WriteAsync(() => _heardAt = Now, token);
            }));
        }

        if (now >= _discoverAt)
        {
            _discoverAt = now + Micros.From(_options.DiscoveryInterval);
            _calls.Add(CallAsync(async token =>
            {
                var found = await _tracks.FindAsync(token);
                await _news.Writer.WriteAsync(() => Discovered(found), token);
            }));
        }
    }

    private void Discovered(IReadOnlyList<TrackId> found)
    {
        _discovered = true;
        foreach (var track in found)
        {
            _book.Discovered(track, Now);
        }

        _prepared |= found.Count == 0;
        if (!_rehearsing && found.Count > 0)
        {
            _rehearsing = true;
            _calls.Add(RehearseAsync(found[0]));
        }
    }

    /// <summary>Once, as well as it goes: without it the worker is slower at its first track, and no worse.</summary>
    private async Task RehearseAsync(TrackId track)
    {
        try
        {
            await CallAsync(token => Task.WhenAll(_store.RehearseAsync(_worker, token), _tracks.RehearseAsync(track, token)), s_rehearsalPatience);
        }
        catch (Exception e)
        {
            // A bug that stops a track is dealt with where the track runs; a rehearsal stops nobody.
            Log.RehearsalFailed(_logger, e, track.Value);
        }

        await TellAsync(() => _prepared = true);
    }

    private void Act()
    {
        foreach (var action in _book.Decide(Now))
        {
            _calls.Add(action switch
            {
                LeaseAction.Claim claim => ClaimAsync(claim),
                LeaseAction.Release release => ReleaseAsync(release),
                _ => throw new InvalidOperationException($"{action.GetType().Name} is not known."),
            });
        }

        foreach (var lost in _runs.Keys.Except(_book.Held).ToArray())
        {
            Log.TrackLost(_logger, lost.Value);
            _calls.Add(EndAsync(Detach(lost)!, TimeSpan.Zero));
        }
    }

    private async Task ClaimAsync(LeaseAction.Claim claim)
    {
        var track = claim.Track;
        var failed = await CallAsync(async token =>
        {
            if (!claim.FoldKnown && await _tracks.FoldAsync(track, token) is var needed and > RaceFold.FoldVersion)
            {
                Log.TrackNeedsFold(_logger, track.Value, needed, RaceFold.FoldVersion);
                await _news.Writer.WriteAsync(() => _book.NeedsFold(track, needed), token);
                return;
            }

            var askedAt = Now;
            var revision = await _store.ClaimAsync(track, new LeaseValue(_worker, RaceFold.FoldVersion), claim.Revision, token);
            await _news.Writer.WriteAsync(
                () =>
                {
                    if (revision is { } granted)
                    {
                        Claimed(claim, granted, askedAt);
                    }
                    else
                    {
                        _book.Refused(track, Now);
                    }
                },
                token);
        });
        if (failed)
        {
            await TellAsync(() => _book.Failed(track, Now));
        }
    }

    private void Claimed(LeaseAction.Claim claim, ulong revision, Micros askedAt)
    {
        _book.Claimed(claim.Track, revision, askedAt, Now);
        if (_book.ValidUntil(claim.Track) is not { } validUntil)
        {
            return; // News of another owner came before the answer.
        }

        if (!_runs.TryGetValue(claim.Track, out var run))
        {
            run = new TrackRun(claim.Track, validUntil, _tracks.Host, _time);
            _runs.Add(claim.Track, run);
            _metrics.TakenOver(claim.Track, claim.How);
            Log.LeaseTaken(_logger, claim.Track.Value, claim.How);
        }

        run.Extend(validUntil);
    }

    private async Task ReleaseAsync(LeaseAction.Release release)
    {
        if (Detach(release.Track) is { } run)
        {
            await EndAsync(run, _options.LeavePatience);
        }

        await CallAsync(token => _store.ReleaseAsync(release.Track, release.Revision, token));
        Log.LeaseGivenBack(_logger, release.Track.Value);
        await TellAsync(() => _book.Released(release.Track, Now));
    }

    private TrackRun? Detach(TrackId track) => _runs.Remove(track, out var run) ? run : null;

    private static async Task EndAsync(TrackRun run, TimeSpan patience)
    {
        await run.LeaveAsync(patience);
        run.Dispose();
    }

    /// <summary>A call to the broker that may fail, and takes half a lease at most.</summary>
    /// <returns><c>true</c> when it failed.</returns>
    private Task<bool> CallAsync(Func<CancellationToken, Task> call) => CallAsync(call, _options.LeaseTtl / 2);

    private async Task<bool> CallAsync(Func<CancellationToken, Task> call, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _io.Token);
        try
        {
            await call(linked.Token);
            return false;
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            if (!_io.IsCancellationRequested)
            {
                _problem = $"leases cannot be kept: {e.Message}";
                Log.LeaseCallFailed(_logger, e.Message);
            }

            return true;
        }
    }

    /// <summary>Nobody listens any more once the worker has left.</summary>
    private async Task TellAsync(Action news)
    {
        try
        {
            await _news.Writer.WriteAsync(news, _io.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task WatchLeasesAsync()
    {
        await foreach (var (track, lease, revision) in _store.LeasesAsync(_io.Token))
        {
            await TellAsync(() => _book.SawLease(track, lease, revision, Now));
        }
    }

    private async Task WatchWorkersAsync()
    {
        await foreach (var (worker, value) in _store.WorkersAsync(_io.Token))
        {
            await TellAsync(() => _book.SawWorker(worker, value?.Fold, Now));
        }
    }
}
