using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Plays ingest and engine for the live gateway: appends to a track's logs and publishes its snapshot.</summary>
internal sealed class LiveLog : IAsyncDisposable
{
    private readonly NatsConnection _connection;
    private readonly Broker _broker;
    private readonly SubjectWriter _writer;
    private RaceSnapshot _snapshot;
    private ulong _lastRace;
    private ulong _lastRaw;

    private LiveLog(NatsConnection connection, string track)
    {
        _connection = connection;
        _broker = new Broker(connection, new NatsJSContext(connection), Options.Create(new StreamOptions()));
        _writer = new SubjectWriter(_broker);
        Track = TrackId.Parse(track);
        Events = new LiveEvents(Track);
        _snapshot = RaceSnapshot.Empty(Track);
    }

    public TrackId Track { get; }

    public LiveEvents Events { get; }

    public static async Task<LiveLog> OpenAsync(string natsUrl, string track = "track-a")
    {
        var connection = new NatsConnection(MessagingExtensions.Tune(NatsOpts.Default with { Url = natsUrl }));
        await connection.ConnectAsync();
        return new LiveLog(connection, track);
    }

    public async Task AppendAsync(params IReadOnlyList<RaceEvent> events)
    {
        var messages = events.Select(message => new OutgoingMessage(
            message.EventId.ToString(), JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RaceEvent)));
        _lastRace = await AppendAsync(StreamNames.Race, Subjects.Race(Track), _lastRace, [.. messages]);
        foreach (var message in events.Where(message => message.Kind != RaceEventKinds.RaceStaged || message.Payload.TryGetProperty("riders", out _)))
        {
            _snapshot = RaceSnapshotReducer.Apply(_snapshot, message);
        }
    }

    public Task AppendNotesAsync(int count, string? meeting = "day-1") =>
        AppendAsync([.. Enumerable.Range(0, count).Select(_ => Events.Note(meeting))]);

    /// <summary>Bytes that are no event.</summary>
    public async Task AppendGarbageAsync(string id) =>
        _lastRace = await AppendAsync(StreamNames.Race, Subjects.Race(Track), _lastRace, [new OutgoingMessage(id, "{\"kind\":1}"u8.ToArray())]);

    public async Task AppendRawAsync(IReadOnlyList<ReadOnlyMemory<byte>> bodies)
    {
        var messages = bodies.Select(body => new OutgoingMessage(Guid.CreateVersion7().ToString(), body));
        _lastRaw = await AppendAsync(StreamNames.Raw, Subjects.Raw(Track), _lastRaw, [.. messages]);
    }

    public Task PublishSnapshotAsync() => _broker.PublishAsync(
        Subjects.Snapshot(Track, _snapshot.Meeting?.MeetingId),
        JsonSerializer.SerializeToUtf8Bytes(_snapshot, WireJson.Default.RaceSnapshot),
        messageId: null,
        new Dictionary<string, string>
        {
            [MessageHeaders.RaceSeq] = _snapshot.RaceSeq.ToString(CultureInfo.InvariantCulture),
            [MessageHeaders.StreamSeq] = _lastRace.ToString(CultureInfo.InvariantCulture),
        },
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<ulong> AppendAsync(string stream, string subject, ulong last, OutgoingMessage[] messages)
    {
        var outcome = await _writer.AppendAsync(stream, subject, last, messages, TestContext.Current.CancellationToken);
        Assert.True(outcome.Appended, "another writer was on the subject");
        return outcome.LastSeq;
    }
}
