using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.TrackClient.Uplink;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BmxTiming.Tests.Simulation;

/// <summary>A replica of ingest: the real lane of one track, its real log access and writer, behind a queue of requests.</summary>
internal sealed class SimulatedIngest(string name, TrackWorld world) : SimulatedProcess(name)
{
    private static readonly IOptions<IngestOptions> s_options =
        Options.Create(new IngestOptions { CheckpointEveryAppends = 8, CheckpointEvery = TimeSpan.FromSeconds(20) });

    private Queue<(IncomingBatch Batch, Action<UplinkAnswer> Respond)> _queue = new();
    private Func<IncomingBatch, Action<UplinkAnswer>, Task> _handle = null!;
    private bool _busy;

    /// <summary>A request arrived.</summary>
    public void Receive(IReadOnlyList<byte[]> records, StreamPosition? confirmed, Action<UplinkAnswer> respond)
    {
        if (!IsUp)
        {
            respond(new UplinkAnswer(0)); // connection refused
            return;
        }

        var messages = records.Select(record => JsonSerializer.Deserialize(record, WireJson.Default.RawMessage)!).ToList();
        var sender = new Sender(messages[0].EventIdContext.ClientId, messages[0].EventIdContext.BootId);
        _queue.Enqueue((new IncomingBatch(TrackWorld.Track, sender, messages, confirmed), respond));
        if (!_busy)
        {
            world.Watch(DrainAsync(_queue));
        }
    }

    protected override Task RunAsync(ProcessLife life)
    {
        var link = new IngestLink(world, life);
        var writer = new SubjectWriter(link);
        var log = new LaneLog(link, link, new RawLog(writer, link), s_options, world.Time);
        var work = new LaneWork(TrackWorld.Track, log, SimulationMetrics.Ingest, s_options, world.Time, NullLogger<LaneWork>.Instance);
        var flawed = new FlawedIngest(world, link);
        (_queue, _busy) = (new(), false);
        _handle = world.Flaw switch
        {
            Flaw.AcknowledgeBeforeAppend => (batch, respond) => flawed.AcknowledgeFirstAsync(batch, respond, () => work.HandleAsync(batch, CancellationToken.None)),
            Flaw.DedupeByWindowOnly => (batch, respond) => flawed.AppendByIdAsync(batch, respond, inFlight: 1),
            Flaw.WindowOfTwo => (batch, respond) => flawed.AppendByIdAsync(batch, respond, inFlight: 2),
            _ => (batch, respond) => HandleAsync(work, batch, respond),
        };
        return Task.CompletedTask;
    }

    private async Task DrainAsync(Queue<(IncomingBatch Batch, Action<UplinkAnswer> Respond)> queue)
    {
        _busy = true;
        while (queue.TryDequeue(out var next))
        {
            await _handle(next.Batch, next.Respond);
        }

        _busy = false;
    }

    private async Task HandleAsync(LaneWork work, IncomingBatch batch, Action<UplinkAnswer> respond)
    {
        LaneAnswer answer;
        try
        {
            answer = await work.HandleAsync(batch, CancellationToken.None);
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            answer = work.Failed(batch, e);
        }

        respond(ToHttp(answer));
        await work.CheckpointIfDueAsync(CancellationToken.None);
    }

    private UplinkAnswer ToHttp(LaneAnswer answer) => answer switch
    {
        LaneAnswer.Accepted accepted => new UplinkAnswer(200)
        {
            Accepted = new IngestAccepted(
                accepted.Appended, accepted.Duplicates, accepted.LastSeq, accepted.LastSeq, (long)accepted.StreamSeq,
                accepted.StreamEpoch, Micros.Now(world.Time), Micros.Now(world.Time), (long?)accepted.BehindStreamSeq),
        },
        LaneAnswer.Gap gap => new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.Gap, ExpectedSeq = gap.ExpectedSeq } },
        LaneAnswer.Conflict conflict => new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.Conflict, Seq = conflict.Seq } },
        LaneAnswer.StreamLost lost => new UplinkAnswer(409)
        {
            Problem = new IngestProblem { Code = IngestCodes.StreamLost, StreamSeq = (long)lost.StreamSeq, StreamEpoch = lost.StreamEpoch },
        },
        _ => new UplinkAnswer(503),
    };
}
