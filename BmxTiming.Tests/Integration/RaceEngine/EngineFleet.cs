using System.Diagnostics;
using System.Globalization;
using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Integration.RaceEngine;

/// <summary>
/// Several engine processes on one broker, and a track on which something happens every few milliseconds in the middle
/// of a race, so that every pause of its engine is seen.
/// </summary>
internal sealed class EngineFleet : IAsyncDisposable
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(20);

    private readonly TrackBench _bench;
    private readonly SubjectReader _reader;
    private readonly KeyBucket _leases;
    private readonly KeyBucket _workers;
    private readonly List<ServerProcess> _processes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private readonly Lock _gate = new();
    private readonly List<long> _arrivals = [];
    private Task _feeding = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;

    private EngineFleet(TrackBench bench)
    {
        _bench = bench;
        _reader = new SubjectReader(bench.Broker, NullLogger<SubjectReader>.Instance, TimeProvider.System);
        _leases = new KeyBucket(bench.Broker, _reader, StreamNames.EngineLeases);
        _workers = new KeyBucket(bench.Broker, _reader, StreamNames.EngineWorkers);
    }

    public RawLogBuilder Log { get; } = new();

    public IReadOnlyList<ServerProcess> Processes => _processes;

    public int Arrived
    {
        get
        {
            lock (_gate)
            {
                return _arrivals.Count;
            }
        }
    }

    private static CancellationToken TestStop => TestContext.Current.CancellationToken;

    public static async Task<EngineFleet> StartAsync(string natsUrl, int engines)
    {
        var fleet = new EngineFleet(await TrackBench.StartAsync(natsUrl));
        await Task.WhenAll(Enumerable.Range(0, engines).Select(_ => fleet.AddAsync()));
        return fleet;
    }

    /// <summary>One more engine, once it is ready and the others have heard of it: as who replaces one by another does it.</summary>
    public async Task<ServerProcess> AddAsync()
    {
        var port = ServerProcess.FreePort();
        var process = await EngineProcess.StartAsync(_bench.NatsUrl, port: port);
        lock (_gate)
        {
            _processes.Add(process);
        }

        await Eventually.HoldsAsync(
            async () => (await WorkersAsync()).ContainsValue(process.Pid) && await IsReadyAsync(port),
            TimeSpan.FromSeconds(60),
            () => $"no heartbeat, or not ready: {process.Output}");
        return process;
    }

    /// <summary>A gate has dropped, and from now on race control says something every <see cref="s_pace"/>.</summary>
    public async Task RaceAsync()
    {
        Log.Stage();
        Log.Gate(0);
        await _bench.AppendAsync(Log.Track, Log.Records);
        _watching = WatchAsync();
        _feeding = FeedAsync();
        await OwnerAsync();
    }

    /// <summary>Puts so many tracks beside the one that races.</summary>
    public async Task AddQuietTracksAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var log = new RawLogBuilder($"quiet-{number}");
            log.Status(0);
            await _bench.AppendAsync(log.Track, log.Records);
        }
    }

    /// <summary>The process that holds the lease of the racing track and has published since.</summary>
    /// <param name="not">Waits for another one than this.</param>
    public async Task<ServerProcess> OwnerAsync(ServerProcess? not = null)
    {
        ServerProcess? owner = null;
        await Eventually.HoldsAsync(
            async () => (owner = await FindOwnerAsync(Log.Track)) is not null && owner != not,
            TimeSpan.FromSeconds(30),
            () => $"owner {owner?.Pid}, processes {string.Join("; ", _processes.Select(process => process.Output))}");
        var before = Arrived;
        await Eventually.HoldsAsync(() => Arrived > before + 5, TimeSpan.FromSeconds(30), () => $"{Arrived} events, the owner publishes nothing: {owner!.Output}");
        return owner!;
    }

    /// <summary>How many tracks each running process has the lease of.</summary>
    public async Task<IReadOnlyDictionary<int, int>> LoadsAsync(IEnumerable<TrackId> tracks)
    {
        var loads = _processes.Where(static process => process.IsRunning).ToDictionary(static process => process.Pid, static _ => 0);
        foreach (var track in tracks)
        {
            if (await FindOwnerAsync(track) is { IsRunning: true } owner)
            {
                loads[owner.Pid]++;
            }
        }

        return loads;
    }

    /// <summary>The longest time between two events that came after <paramref name="since"/> (a timestamp); the last before it counts as the first.</summary>
    public TimeSpan LongestPauseSince(long since)
    {
        lock (_gate)
        {
            var from = Math.Max(0, _arrivals.FindIndex(at => at >= since) - 1);
            return _arrivals.Skip(from).Zip(_arrivals.Skip(from + 1), static (a, b) => Stopwatch.GetElapsedTime(a, b)).DefaultIfEmpty().Max();
        }
    }

    /// <summary>Ends the race, and holds the events against a fold of the same log that nobody disturbed: byte for byte.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_feeding, _watching);
        var fold = new FoldRun(Log);
        Log.Records.ForEach(record => fold.Feed(record));
        var expected = fold.Events.Select(static message => Encoding.UTF8.GetString(RaceEventWriter.ToBytes(message))).ToArray();
        Assert.Equal(expected, await _bench.EventsUpToAsync(Log.Track, expected.Length));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_feeding, _watching);
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await _bench.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health")), TestStop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task FeedAsync()
    {
        using var timer = new PeriodicTimer(s_pace);
        while (!_stop.IsCancellationRequested)
        {
            var said = Log.Programme();
            await _bench.AppendAsync(Log.Track, [said]);
            await timer.WaitForNextTickAsync(TestStop);
        }
    }

    private async Task WatchAsync()
    {
        await foreach (var _ in _reader.ReadAsync(StreamNames.Race, Subjects.Race(Log.Track), 1, "fleet", _stop.Token))
        {
            lock (_gate)
            {
                _arrivals.Add(Stopwatch.GetTimestamp());
            }
        }
    }

    private async Task<ServerProcess?> FindOwnerAsync(TrackId track)
    {
        if (await _leases.ReadAsync(track.Value, TestStop) is not { Value: { } value } || LeaseValue.TryRead(value) is not { } lease)
        {
            return null;
        }

        return (await WorkersAsync()).TryGetValue(lease.Worker, out var pid) ? _processes.Find(process => process.Pid == pid) : null;
    }

    /// <summary>Process ids by the names of workers.</summary>
    private async Task<Dictionary<string, int>> WorkersAsync()
    {
        var workers = new Dictionary<string, int>(StringComparer.Ordinal);
        var subjects = (await _bench.Broker.StreamInfoAsync($"KV_{StreamNames.EngineWorkers}", ">", TestStop)).State.Subjects;
        foreach (var subject in subjects?.Keys ?? Enumerable.Empty<string>())
        {
            var name = subject[(subject.LastIndexOf('.') + 1)..];
            if (await _workers.ReadAsync(name, TestStop) is { Value: { } value } && WorkerValue.TryRead(value) is { } worker)
            {
                workers[name] = worker.ProcessId;
            }
        }

        return workers;
    }
}
