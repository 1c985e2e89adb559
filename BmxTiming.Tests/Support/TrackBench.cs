using System.Globalization;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>A test's own hands on the logs of an account: what ingest writes and what readers read.</summary>
internal sealed class TrackBench : IAsyncDisposable
{
    private readonly IHost _host;

    private TrackBench(IHost host, string natsUrl)
    {
        _host = host;
        NatsUrl = natsUrl;
    }

    public string NatsUrl { get; }

    public Broker Broker => _host.Services.GetRequiredService<Broker>();

    public SubjectWriter Writer => _host.Services.GetRequiredService<SubjectWriter>();

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["ConnectionStrings:nats"] = NatsUrl };

    public static async Task<TrackBench> StartAsync(string natsUrl, int streamReplicas = 1)
    {
        await TestServerHost.ProvisionStreamsAsync(natsUrl, streamReplicas);
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:nats", natsUrl)]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMessaging();
        var bench = new TrackBench(builder.Build(), natsUrl);
        await bench.Broker.Connection.ConnectAsync();
        return bench;
    }

    /// <summary>Appends records to the raw log of their track, wherever it ends.</summary>
    public async Task AppendAsync(TrackId track, IEnumerable<RawRecord> records)
    {
        foreach (var record in records)
        {
            var last = await Broker.LastAsync(StreamNames.Raw, Subjects.Raw(track), TestContext.Current.CancellationToken);
            var id = string.Create(CultureInfo.InvariantCulture, $"{track.Value}-{last?.StreamSeq ?? 0}");
            var outcome = await Writer.AppendAsync(
                StreamNames.Raw,
                Subjects.Raw(track),
                last?.StreamSeq ?? 0,
                [new OutgoingMessage(id, record.Body)],
                TestContext.Current.CancellationToken);
            Assert.True(outcome.Appended);
        }
    }

    /// <summary>Everything on a track's raw log.</summary>
    public async Task<IReadOnlyList<RawMessage>> RawAsync(TrackId track) =>
        [.. (await AllAsync(StreamNames.Raw, Subjects.Raw(track))).Select(message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RawMessage)!)];

    /// <summary>A track's raw log as it is stored.</summary>
    public Task<IReadOnlyList<LogMessage>> RawLogAsync(TrackId track) => AllAsync(StreamNames.Raw, Subjects.Raw(track));

    public Task<IReadOnlyList<LogMessage>> EventsAsync(TrackId track) => AllAsync(StreamNames.Race, Subjects.Race(track));

    public Task<IReadOnlyList<LogMessage>> DeadLettersAsync(string source = Roles.RaceEngine) =>
        AllAsync(StreamNames.DeadLetter, Subjects.DeadLetter(source));

    public async Task<(LogMessage Message, RaceSnapshot Snapshot)?> SnapshotAsync(TrackId track, MeetingId? meeting)
    {
        var last = await Broker.LastAsync(StreamNames.Snapshot, Subjects.Snapshot(track, meeting), TestContext.Current.CancellationToken);
        return last is { } message
            ? (message, JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceSnapshot)!)
            : null;
    }

    /// <summary>Waits until the events subject ends at a <c>race_seq</c>, and returns all of it as text.</summary>
    public async Task<string[]> EventsUpToAsync(TrackId track, long raceSeq)
    {
        IReadOnlyList<LogMessage> events = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                events = await EventsAsync(track);
                return events.Count >= raceSeq;
            },
            TimeSpan.FromSeconds(30),
            () => $"{events.Count} of {raceSeq} events");
        return [.. events.Select(e => Encoding.UTF8.GetString(e.Data.Span))];
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.Connection.DisposeAsync();
        _host.Dispose();
    }

    private async Task<IReadOnlyList<LogMessage>> AllAsync(string stream, string subject)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var all = new List<LogMessage>();
        if (await Broker.LastAsync(stream, subject, cancellationToken) is { } last)
        {
            var reader = _host.Services.GetRequiredService<SubjectReader>();
            await foreach (var message in reader.ReadAsync(stream, subject, 1, "test", cancellationToken))
            {
                all.Add(message);
                if (message.StreamSeq >= last.StreamSeq)
                {
                    break;
                }
            }
        }

        return all;
    }
}
