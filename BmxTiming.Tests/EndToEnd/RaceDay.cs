using System.Text.Json;
using BmxTiming.AppHost;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Options;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Xunit;

namespace BmxTiming.Tests.EndToEnd;

/// <summary>
/// The whole stack as <c>./bmx up</c> starts it, one process a role, with three simulated tracks that race four times as
/// fast as real ones. Started once for all tests of the collection.
/// </summary>
public sealed class RaceDay : IAsyncLifetime
{
    private readonly LocalStack _stack;
    private NatsConnection? _nats;

    public RaceDay()
        : this(["--Stack:Speed=4"])
    {
    }

    /// <summary>Another stack, for a test that has one of its own.</summary>
    internal RaceDay(params string[] args)
    {
        var port = ServerProcess.FreePort();
        _stack = new LocalStack(null, [.. args, $"--Stack:Port={port}"]);
        _stack.Builder.AddTimingStack();
        Web = new Uri($"http://127.0.0.1:{port}");
    }

    internal static IReadOnlyList<TrackId> Tracks { get; } =
        [TrackId.Parse("track-a"), TrackId.Parse("track-b"), TrackId.Parse("track-c")];

    /// <summary>The one address people open.</summary>
    public Uri Web { get; }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    internal LocalStack Stack => _stack;

    internal Broker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Http.BaseAddress = Web;
        await _stack.StartAsync();
        _nats = new NatsConnection(MessagingExtensions.Tune(NatsOpts.Default with { Url = _stack.ConnectionString("nats") }));
        await _nats.ConnectAsync();
        Broker = new Broker(_nats, new NatsJSContext(_nats), Options.Create(new StreamOptions()));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_nats is not null)
        {
            await _nats.DisposeAsync();
        }

        await _stack.DisposeAsync();
    }

    /// <summary>All of a subject up to its end at this moment. The broker may be the part that was just killed: asked again until it answers.</summary>
    internal async Task<IReadOnlyList<LogMessage>> ReadAllAsync(string stream, string subject)
    {
        IReadOnlyList<LogMessage>? messages = null;
        var failure = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    messages = await ReadOnceAsync(stream, subject);
                }
                catch (Exception e) when (BrokerFailures.IsTransient(e) && !TestContext.Current.CancellationToken.IsCancellationRequested)
                {
                    failure = e.Message;
                }

                return messages is not null;
            },
            TimeSpan.FromSeconds(20),
            () => failure);
        return messages!;
    }

    internal async Task<IReadOnlyList<RawMessage>> RawAsync(TrackId track) =>
        [.. (await ReadAllAsync(StreamNames.Raw, Subjects.Raw(track)))
            .Select(message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RawMessage)!)];

    internal async Task<IReadOnlyList<RaceEvent>> RaceAsync(TrackId track) =>
        [.. (await ReadAllAsync(StreamNames.Race, Subjects.Race(track)))
            .Select(message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)!)];

    /// <summary>Waits until so many more races have finished on a track.</summary>
    internal async Task<IReadOnlyList<RaceEvent>> MoreFinishedRacesAsync(TrackId track, int count)
    {
        IReadOnlyList<RaceEvent> events = await RaceAsync(track);
        var wanted = Finished(events).Count() + count;
        await Eventually.HoldsAsync(
            async () => Finished(events = await RaceAsync(track)).Count() >= wanted,
            TimeSpan.FromSeconds(90),
            () => $"{Finished(events).Count()} of {wanted} races on {track}, last event {(events.Count == 0 ? "none" : events[^1].Kind)}");
        return events;
    }

    /// <summary>The results of a run as the control API serves them from PostgreSQL, as canonical JSON; empty when there are none.</summary>
    internal async Task<string> StoredResultsAsync(TrackId track, RunId run) =>
        (await StoredResultsAsync(track)).GetValueOrDefault(run, "");

    /// <summary>The last results of a track as the control API serves them, as canonical JSON.</summary>
    internal async Task<IReadOnlyDictionary<RunId, string>> StoredResultsAsync(TrackId track)
    {
        var stored = new Dictionary<RunId, string>();
        using var answer = await Http.GetAsync($"/api/tracks/{track}/results", TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return stored;
        }

        using var body = await JsonDocument.ParseAsync(
            await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken);
        foreach (var item in body.RootElement.GetProperty("items").EnumerateArray())
        {
            if (item.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array)
            {
                stored[RunId.Parse(item.GetProperty("run_id").GetString()!)] = JsonSerializer.Serialize(
                    results.Deserialize(WireJson.Default.IReadOnlyListResultRow)!, WireJson.Default.IReadOnlyListResultRow);
            }
        }

        return stored;
    }

    internal static IEnumerable<RaceFinishedPayload> Finished(IEnumerable<RaceEvent> events) =>
        events.Where(e => e.Kind == RaceEventKinds.RaceFinished).Select(e => e.Payload.Deserialize(WireJson.Default.RaceFinishedPayload)!);

    private async Task<IReadOnlyList<LogMessage>> ReadOnceAsync(string stream, string subject)
    {
        var stop = TestContext.Current.CancellationToken;
        var messages = new List<LogMessage>();
        if (await Broker.LastAsync(stream, subject, stop) is not { } last)
        {
            return messages;
        }

        var reader = new SubjectReader(Broker, Microsoft.Extensions.Logging.Abstractions.NullLogger<SubjectReader>.Instance, TimeProvider.System);
        await foreach (var message in reader.ReadAsync(stream, subject, 1, "test", stop))
        {
            messages.Add(message);
            if (message.StreamSeq >= last.StreamSeq)
            {
                break;
            }
        }

        return messages;
    }
}

[CollectionDefinition(nameof(RaceDay))]
public sealed class RaceDayCollection : ICollectionFixture<RaceDay>;
