using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>
/// One worker's knowledge of who runs which track, and what it should do about it. No I/O and no clock: the host tells
/// what it saw and asks <see cref="Decide"/>. Whether a claim succeeds is decided by the bucket's compare-and-set alone;
/// a book that sees late or nothing costs time, never a second owner. One caller at a time.
/// </summary>
/// <param name="me">This worker; no other process, and no other run of this one, has the name.</param>
/// <param name="fold">The newest fold this worker can run; it runs the older ones' tracks too.</param>
internal sealed class LeaseBook(string me, int fold, LeaseTimes times)
{
    private readonly SortedDictionary<TrackId, Entry> _tracks = [];
    private readonly SortedDictionary<string, (int Fold, Micros SeenAt)> _workers = new(StringComparer.Ordinal);
    private bool _leaving;
    private Micros? _unevenSince;

    /// <summary>Tracks this worker is to run, whether or not their lease is valid at this moment; without those it gives back.</summary>
    public IEnumerable<TrackId> Held =>
        _tracks.Where(static pair => pair.Value is { Held: true, Releasing: false }).Select(static pair => pair.Key);

    /// <summary>Nothing is held any more, and no claim is open that could change that.</summary>
    public bool IsEmpty => !_tracks.Values.Any(static entry => entry.Held || entry.InFlight || entry.Releasing);

    /// <summary>Until when nobody else can have the track; <c>null</c> when this worker does not run it.</summary>
    public Micros? ValidUntil(TrackId track) => _tracks.TryGetValue(track, out var entry) && entry.Held ? entry.ValidUntil : null;

    /// <summary>Other workers heard of within the length of a lease, and this one.</summary>
    public int LiveWorkers(Micros now) => _workers.Count(pair => pair.Key != me && IsAlive(pair.Value.SeenAt, now)) + (_leaving ? 0 : 1);

    /// <summary>Tracks that nobody has run for longer than <paramref name="longerThan"/>, with the reason when it is known.</summary>
    public IEnumerable<(TrackId Track, int? NeedsFold)> Orphans(Micros now, Micros longerThan) => _tracks
        .Where(pair => IsFree(pair.Value, now) && now - FreeSince(pair.Value) > longerThan)
        .Select(pair => (pair.Key, pair.Value.Fold > fold ? pair.Value.Fold : (int?)null));

    /// <summary>The raw stream has messages of this track.</summary>
    public void Discovered(TrackId track, Micros now)
    {
        if (!_tracks.ContainsKey(track))
        {
            _tracks.Add(track, new Entry { FreedAt = now });
        }
    }

    /// <param name="lease"><c>null</c>: the lease was removed.</param>
    public void SawLease(TrackId track, LeaseValue? lease, ulong revision, Micros now)
    {
        Discovered(track, now);
        var entry = _tracks[track];
        if (revision <= entry.Revision)
        {
            return; // Told by the claim that wrote it.
        }

        // A goodbye comes on another way than the lease, and may come later: who gave the track back is known at once.
        entry.GivenBackBy = lease is null ? entry.Owner ?? entry.GivenBackBy : null;
        (entry.Revision, entry.SeenAt, entry.Owner) = (revision, now, lease?.Worker);
        if (lease is null)
        {
            entry.FreedAt = now;
        }
        else
        {
            entry.Fold = lease.Fold;
        }

        // Its own renewal whose answer was lost comes back this way and is no reason to stop.
        entry.Held &= lease is not null && lease.Worker == me;
    }

    /// <param name="worker">Who was heard of.</param>
    /// <param name="workerFold">The newest fold it can run; <c>null</c>: it said goodbye.</param>
    public void SawWorker(string worker, int? workerFold, Micros now)
    {
        if (workerFold is { } known)
        {
            _workers[worker] = (known, now);
        }
        else
        {
            _workers.Remove(worker);
        }
    }

    /// <summary>A claim is on the bucket. Its lease counts from before it was asked for.</summary>
    public void Claimed(TrackId track, ulong revision, Micros askedAt, Micros now)
    {
        var entry = _tracks[track];
        entry.InFlight = false;
        if (revision < entry.Revision)
        {
            return; // The answer came after news that is newer than it.
        }

        (entry.Revision, entry.Owner, entry.SeenAt, entry.Held, entry.GivenBackBy) = (revision, me, now, true, null);
        entry.ValidUntil = askedAt + times.Ttl;
        entry.NextTryAt = askedAt + times.RenewEvery;
        entry.Fold = Math.Max(entry.Fold, fold);
    }

    /// <summary>Somebody else has the lease.</summary>
    public void Refused(TrackId track, Micros now)
    {
        var entry = _tracks[track];
        (entry.InFlight, entry.Held, entry.NextTryAt) = (false, false, now + times.RetryAfter);
    }

    /// <summary>The broker did not answer: the claim may or may not be there.</summary>
    public void Failed(TrackId track, Micros now)
    {
        var entry = _tracks[track];
        (entry.InFlight, entry.NextTryAt) = (false, now + new Micros(times.RenewEvery.Value / 2));
    }

    /// <summary>The track's log was run with a fold that this worker does not have.</summary>
    public void NeedsFold(TrackId track, int needed)
    {
        var entry = _tracks[track];
        (entry.InFlight, entry.Fold) = (false, needed);
    }

    /// <summary>The track's work is done and its lease removed, or left to run out.</summary>
    public void Released(TrackId track, Micros now)
    {
        var entry = _tracks[track];
        if (entry.Held)
        {
            (entry.Held, entry.Owner, entry.FreedAt, entry.GivenBackBy) = (false, null, now, me);
        }

        (entry.Releasing, entry.NextTryAt) = (false, now);
    }

    /// <summary>From now on this worker gives back what it has and takes nothing.</summary>
    public void Leave() => _leaving = true;

    public IReadOnlyList<LeaseAction> Decide(Micros now)
    {
        var actions = new List<LeaseAction>();
        Forget(now);
        foreach (var (track, entry) in _tracks)
        {
            if (entry is { Held: true, Releasing: false, InFlight: false } && (_leaving || now >= entry.NextTryAt))
            {
                actions.Add(_leaving ? Release(track, entry) : Claim(track, entry));
            }
        }

        if (!_leaving)
        {
            TakeFree(now, actions);
            HandOn(now, actions);
        }

        return actions;
    }

    private void TakeFree(Micros now, List<LeaseAction> actions)
    {
        var free = _tracks.Where(pair => IsFree(pair.Value, now) && pair.Value.Fold <= fold).ToArray();
        if (free.Length == 0)
        {
            return;
        }

        var nominees = Nomination.Of(free.Select(static pair => new FreeTrack(pair.Key, pair.Value.Fold, pair.Value.GivenBackBy)), Candidates(now));
        foreach (var (track, entry) in free)
        {
            var mine = nominees.GetValueOrDefault(track) == me || entry.Owner == me || now - FreeSince(entry) >= times.Grace;
            if (mine && !entry.InFlight && now >= entry.NextTryAt)
            {
                actions.Add(Claim(track, entry));
            }
        }
    }

    /// <summary>One track at a time, and only while nothing else moves.</summary>
    private void HandOn(Micros now, List<LeaseAction> actions)
    {
        var moving = _tracks.Values.Any(entry => entry.Releasing || (IsFree(entry, now) && entry.Fold <= fold));
        var mine = _tracks.Where(static pair => pair.Value.Held).Select(static pair => new FreeTrack(pair.Key, pair.Value.Fold)).ToArray();
        if (moving || Nomination.Surplus(me, mine, Candidates(now)) is not { } surplus)
        {
            _unevenSince = null;
            return;
        }

        var since = _unevenSince ??= now;
        if (now - since >= times.Settle && !_tracks[surplus].InFlight)
        {
            _unevenSince = null;
            actions.Add(Release(surplus, _tracks[surplus]));
        }
    }

    /// <summary>This worker and the live others. One with a lease that ran out is not alive, whatever its last heartbeat says.</summary>
    private List<Candidate> Candidates(Micros now)
    {
        var candidates = new List<Candidate> { new(me, fold, _tracks.Values.Count(static entry => entry.Held)) };
        foreach (var (worker, (workerFold, seenAt)) in _workers)
        {
            var theirs = _tracks.Values.Where(entry => !entry.Held && entry.Owner == worker).ToArray();
            if (worker != me && IsAlive(seenAt, now) && theirs.All(entry => IsFresh(entry, now)))
            {
                candidates.Add(new Candidate(worker, workerFold, theirs.Length));
            }
        }

        return candidates;
    }

    /// <summary>Every start of a process is a worker of its own: without this the list would only grow.</summary>
    private void Forget(Micros now)
    {
        foreach (var gone in _workers.Where(pair => !IsAlive(pair.Value.SeenAt, now)).Select(static pair => pair.Key).ToArray())
        {
            _workers.Remove(gone);
        }
    }

    private bool IsAlive(Micros seenAt, Micros now) => now - seenAt < times.Ttl;

    private bool IsFresh(Entry entry, Micros now) => entry.Owner is not null && IsAlive(entry.SeenAt, now);

    /// <summary>Not run by anybody, as far as can be seen. A lease of this worker that it does not know to hold is no hindrance.</summary>
    private bool IsFree(Entry entry, Micros now) => !entry.Held && (entry.Owner == me || !IsFresh(entry, now));

    private Micros FreeSince(Entry entry) => entry.Owner is null ? entry.FreedAt : entry.SeenAt + times.Ttl;

    private static LeaseAction.Claim Claim(TrackId track, Entry entry)
    {
        entry.InFlight = true;
        var how = entry.Held ? TakeOver.None
            : entry.Owner is not null ? TakeOver.Expired
            : entry.Revision > 0 ? TakeOver.HandedOver
            : TakeOver.New;
        return new LeaseAction.Claim(track, entry.Revision, how, FoldKnown: entry.Fold > 0);
    }

    private static LeaseAction.Release Release(TrackId track, Entry entry)
    {
        entry.Releasing = true;
        return new LeaseAction.Release(track, entry.Revision);
    }

    private sealed class Entry
    {
        /// <summary>Who the newest lease names; <c>null</c> = removed, or there never was one.</summary>
        public string? Owner { get; set; }

        public ulong Revision { get; set; }

        /// <summary>When the newest lease was seen here.</summary>
        public Micros SeenAt { get; set; }

        /// <summary>Who removed the newest lease, while nobody has made another.</summary>
        public string? GivenBackBy { get; set; }

        /// <summary>When the track lost its owner or was found without one.</summary>
        public Micros FreedAt { get; set; }

        /// <summary>The newest fold the track is known to have been run with.</summary>
        public int Fold { get; set; }

        public bool Held { get; set; }

        public Micros ValidUntil { get; set; }

        public Micros NextTryAt { get; set; }

        public bool InFlight { get; set; }

        public bool Releasing { get; set; }
    }
}
