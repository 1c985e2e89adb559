using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using Xunit;
using static BmxTiming.Tests.Chaos.ChaosCheck;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Every role in one process over its own broker and database, and a simulated decoder that is race control too.</summary>
internal sealed class WholeServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(150);

    private readonly PostgresServer _postgres;
    private readonly IngestParts _parts;

    private WholeServer(PostgresServer postgres, IngestParts parts, TrackProcesses track) => (_postgres, _parts, Track) = (postgres, parts, track);

    public TrackProcesses Track { get; }

    public IngestParts Parts => _parts;

    public static async Task<WholeServer> StartAsync(string scenario)
    {
        var postgres = await PostgresServer.StartOwnAsync();
        var database = await postgres.NewDatabaseAsync();
        var parts = await IngestParts.StartAsync(
            roles: "all", settings: [("ConnectionStrings__timing", database), ("Streams__ProvisionInline", "true")]);
        return new WholeServer(postgres, parts, await TrackProcesses.StartAsync(scenario, director: parts.Ingest[0].Address));
    }

    /// <summary>The events of the track once so many races have a result, and they are what the log derives.</summary>
    public Task<IReadOnlyList<RaceEvent>> FinishedAsync(int races) => EventsAsync(events => RaceDay.Finished(events).Count() >= races);

    /// <summary>The events of the track once they are enough, and they are what the log derives.</summary>
    public async Task<IReadOnlyList<RaceEvent>> EventsAsync(Func<IReadOnlyList<RaceEvent>, bool> enough)
    {
        IReadOnlyList<RaceEvent> events = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    events = Read(await _parts.Bench.EventsAsync(IngestParts.Track));
                }
                catch (Exception e) when (BrokerFailures.IsTransient(e) && !TestContext.Current.CancellationToken.IsCancellationRequested)
                {
                    return false;
                }

                return enough(events);
            },
            s_patience,
            () => $"{RaceDay.Finished(events).Count()} races with a result, {string.Join(' ', events.Select(static each => each.Kind).Distinct())}");
        var raw = await _parts.Bench.RawLogAsync(IngestParts.Track);
        None(LogJudge.RawFault(raw));
        var folded = IndependentFold.Events(IngestParts.Track, raw);
        await _parts.Bench.EventsUpToAsync(IngestParts.Track, folded.Count);
        None(LogJudge.EventsFault(folded, await _parts.Bench.EventsAsync(IngestParts.Track)));
        return events;
    }

    public static IEnumerable<T> Payloads<T>(IEnumerable<RaceEvent> events, string kind, JsonTypeInfo<T> type) =>
        events.Where(each => each.Kind == kind).Select(each => each.Payload.Deserialize(type)!);

    public async ValueTask DisposeAsync()
    {
        await Track.DisposeAsync();
        await _parts.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private static IReadOnlyList<RaceEvent> Read(IEnumerable<LogMessage> stored) =>
        [.. stored.Select(static message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)!)];
}
