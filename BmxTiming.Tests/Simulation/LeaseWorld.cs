using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell.Ownership;

namespace BmxTiming.Tests.Simulation;

/// <summary>
/// Workers that share tracks, under virtual time: the real books between a bucket, watches that come late and answers
/// that get lost, while workers die, leave, join, stand still and go on. One seed is one history.
/// </summary>
internal sealed class LeaseWorld
{
    public static readonly LeaseTimes Times = LeaseTimes.Of(TimeSpan.FromSeconds(2));

    /// <summary>A call that does not answer fails after this long, as in the real host.</summary>
    private static readonly Micros s_callTimeout = Micros.FromSeconds(1);

    private static readonly Micros s_tick = Micros.FromMilliseconds(100);

    /// <summary>A watch keeps the order of one writer: a goodbye is not overtaken by the heartbeat before it.</summary>
    private static readonly Micros s_behindHeartbeats = Micros.FromMilliseconds(11);

    private readonly PriorityQueue<Action, (Micros, long)> _agenda = new();
    private readonly List<SimulatedWorker> _workers = [];
    private readonly TrackId[] _tracks;
    private readonly SimulatedLeases _leases;
    private readonly LeaseFlaw _flaw;
    private long _order;
    private int _names;

    public LeaseWorld(int seed, int tracks, LeaseFlaw flaw = LeaseFlaw.None)
    {
        Random = new Random(seed);
        _flaw = flaw;
        _leases = new SimulatedLeases(Times.Ttl, Random, flaw);
        _tracks = [.. Enumerable.Range(1, tracks).Select(static number => TrackId.Parse($"track-{number}"))];
        _leases.Changed += (track, lease, revision) =>
            Each(worker => After(Delay(), () => Tell(worker, book => book.SawLease(track, lease, revision, Now))));
    }

    public Random Random { get; }

    public Micros Now { get; private set; } = Micros.FromSeconds(1_000);

    /// <summary>Answers get lost and news takes up to half a second.</summary>
    public bool Faults { get; set; }

    /// <summary>Tracks that changed hands.</summary>
    public int Moves { get; private set; }

    public IReadOnlyList<SimulatedWorker> Live => [.. _workers.Where(static worker => worker is { IsAlive: true, IsLeaving: false })];

    public SimulatedWorker Join(int fold = 1)
    {
        var worker = new SimulatedWorker($"w{++_names}", fold, Times);
        _workers.Add(worker);
        foreach (var track in _tracks)
        {
            worker.Hear(book => book.Discovered(track, Now));
        }

        Beat(worker);
        Turn(worker);
        return worker;
    }

    public void Run(Micros duration)
    {
        var until = Now + duration;
        while (_agenda.TryPeek(out var happening, out var key) && key.Item1 <= until)
        {
            _agenda.Dequeue();
            Now = key.Item1;
            happening();
        }

        Now = until;
    }

    /// <summary>Who may run a track now: alive or standing still, with a lease it believes in. One that gives it back has ended it.</summary>
    public IReadOnlyList<SimulatedWorker> OwnersOf(TrackId track) =>
        [.. _workers.Where(worker => worker.Book.ValidUntil(track) is { } until && until > Now && worker.Book.Held.Contains(track))];

    public IReadOnlyList<TrackId> Unowned => [.. _tracks.Where(track => !OwnersOf(track).Any(static worker => worker is { IsAlive: true, IsPaused: false }))];

    public IReadOnlyList<int> Loads => [.. Live.Select(worker => worker.Book.Held.Count())];

    /// <summary>Takes a worker out cleanly; it gives back its tracks.</summary>
    public void Leave(SimulatedWorker worker)
    {
        worker.IsLeaving = true;
        worker.Book.Leave();
        Each(other => After(s_behindHeartbeats, () => Tell(other, book => book.SawWorker(worker.Name, null, Now))));
        Act(worker);
    }

    /// <summary>Only a granted claim can make a second owner.</summary>
    private void CheckOneOwner(TrackId track)
    {
        if (OwnersOf(track) is { Count: > 1 } owners)
        {
            throw new SimulationViolation("one owner", $"{track} has {string.Join(", ", owners.Select(static owner => owner.Name))} at {Now}");
        }
    }

    private void Turn(SimulatedWorker worker)
    {
        Act(worker);
        if (worker.IsAlive)
        {
            After(s_tick, () => Turn(worker));
        }
    }

    private void Tell(SimulatedWorker worker, Action<LeaseBook> news)
    {
        worker.Hear(news);
        Act(worker);
    }

    private void Act(SimulatedWorker worker)
    {
        if (worker is { IsAlive: true, IsPaused: false })
        {
            worker.Listen();
            foreach (var action in worker.Book.Decide(Now))
            {
                Do(worker, action);
            }

            worker.IsAlive &= !(worker.IsLeaving && worker.Book.IsEmpty);
        }
    }

    private void Beat(SimulatedWorker worker)
    {
        if (worker is { IsAlive: true, IsPaused: false, IsLeaving: false })
        {
            Each(other => After(Delay(), () => Tell(other, book => book.SawWorker(worker.Name, worker.Fold, Now))));
        }

        if (worker.IsAlive)
        {
            After(Times.RenewEvery, () => Beat(worker));
        }
    }

    private void Do(SimulatedWorker worker, LeaseAction action)
    {
        var askedAt = Now;
        switch (action)
        {
            case LeaseAction.Claim claim:
                After(Delay(), () =>
                {
                    if (IsLost())
                    {
                        After(s_callTimeout, () => Tell(worker, book => book.Failed(claim.Track, Now)));
                        return;
                    }

                    var revision = _leases.Claim(claim.Track, new LeaseValue(worker.Name, worker.Fold), claim.Revision, Now);
                    if (IsLost())
                    {
                        After(s_callTimeout, () => Tell(worker, book => book.Failed(claim.Track, Now)));
                        return;
                    }

                    After(Delay(), () => Tell(worker, book => Answer(book, claim, revision, askedAt)));
                });
                break;
            case LeaseAction.Release release:
                // The track ends first: from here on nothing of it is written.
                After(Delay(), () =>
                {
                    _leases.Release(release.Track, release.Revision, Now);
                    After(Delay(), () => Tell(worker, book => book.Released(release.Track, Now)));
                });
                break;
        }
    }

    private void Answer(LeaseBook book, LeaseAction.Claim claim, ulong? revision, Micros askedAt)
    {
        if (revision is not { } granted)
        {
            book.Refused(claim.Track, Now);
            return;
        }

        Moves += claim.How == TakeOver.None ? 0 : 1;
        book.Claimed(claim.Track, granted, _flaw == LeaseFlaw.CountsFromTheAnswer ? Now : askedAt, Now);
        CheckOneOwner(claim.Track);
    }

    private bool IsLost() => Faults && Random.Next(20) == 0;

    private Micros Delay() => Micros.FromMilliseconds(Random.Next(1, Faults && Random.Next(10) == 0 ? 500 : 10));

    private void Each(Action<SimulatedWorker> action) => _workers.Where(static worker => worker.IsAlive).ToList().ForEach(action);

    private void After(Micros delay, Action happening) => _agenda.Enqueue(happening, (Now + delay, _order++));
}

/// <summary>A worker's book and what it has not heard yet. While it stands still, news waits and its leases run out.</summary>
internal sealed class SimulatedWorker(string name, int fold, LeaseTimes times)
{
    private readonly Queue<Action<LeaseBook>> _waiting = new();

    public string Name => name;

    public int Fold => fold;

    public LeaseBook Book { get; } = new(name, fold, times);

    public bool IsAlive { get; set; } = true;

    public bool IsPaused { get; set; }

    public bool IsLeaving { get; set; }

    public void Hear(Action<LeaseBook> news)
    {
        if (IsPaused)
        {
            _waiting.Enqueue(news);
        }
        else if (IsAlive)
        {
            Listen();
            news(Book);
        }
    }

    public void Listen()
    {
        while (_waiting.TryDequeue(out var news))
        {
            news(Book);
        }
    }
}
