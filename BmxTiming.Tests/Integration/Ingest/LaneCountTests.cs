using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Simulation;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NATS.Client.JetStream.Models;
using Xunit;

namespace BmxTiming.Tests.Integration.Ingest;

/// <summary>What an answer counts as new when another replica works at the same batch: what its own lane put on the log, and nothing else.</summary>
public sealed class LaneCountTests(NatsServer nats)
{
    private static readonly TrackId s_track = TrackId.Parse(BatchJson.Track);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_a_faster_replica_wrote_in_the_middle_is_a_duplicate_and_the_rest_is_new(int ofRival)
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var batch = BatchJson.Good(BatchJson.Range(1, 5));
        var rival = new RivalBroker(bench.Broker, batch.Messages.Skip(2).Take(ofRival).Select(static message => message.IdempotencyKey));
        var work = Work(rival, bench);

        var answer = Assert.IsType<LaneAnswer.Accepted>(await work.HandleAsync(batch, TestContext.Current.CancellationToken));

        Assert.Equal((5 - ofRival, ofRival, 5), (answer.Appended, answer.Duplicates, answer.LastSeq));
        Assert.Equal([1, 2, 3, 4, 5], (await bench.RawAsync(s_track)).Select(static message => message.EventIdContext.Seq));
    }

    private static LaneWork Work(RivalBroker broker, TrackBench bench)
    {
        var options = Options.Create(new IngestOptions());
        var reader = new SubjectReader(bench.Broker, NullLogger<SubjectReader>.Instance, TimeProvider.System);
        var log = new LaneLog(broker, reader, new RawLog(new SubjectWriter(broker), broker), options, TimeProvider.System);
        return new LaneWork(s_track, log, SimulationMetrics.Ingest, options, TimeProvider.System, NullLogger<LaneWork>.Instance);
    }

    /// <summary>A broker at which somebody else is a moment faster with some messages.</summary>
    private sealed class RivalBroker(IBroker inner, IEnumerable<string> faster) : IBroker
    {
        private readonly Queue<string> _faster = new(faster);

        // Singly, as servers do that have no atomic batches: then others come in between.
        public bool HasAtomicPublish => false;

        public bool HasChains => false;

        public Task<LogMessage?> LastAsync(string stream, string subject, CancellationToken cancellationToken) =>
            inner.LastAsync(stream, subject, cancellationToken);

        public Task<StreamBounds> BoundsAsync(string stream, CancellationToken cancellationToken) => inner.BoundsAsync(stream, cancellationToken);

        public async Task<PubAckResponse> PublishBehindAsync(
            string subject, OutgoingMessage message, ulong lastSubjectSeq, CancellationToken cancellationToken)
        {
            if (_faster.TryPeek(out var next) && next == message.MessageId)
            {
                _faster.Dequeue();
                Assert.Null((await inner.PublishBehindAsync(subject, message, lastSubjectSeq, cancellationToken)).Error);
            }

            return await inner.PublishBehindAsync(subject, message, lastSubjectSeq, cancellationToken);
        }

        public Task<PubAckResponse> PublishBatchBehindAsync(
            string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken) =>
            inner.PublishBatchBehindAsync(subject, messages, lastSubjectSeq, cancellationToken);

        public Task<IReadOnlyList<PubAckResponse>> PublishChainBehindAsync(
            string subject, IReadOnlyList<OutgoingMessage> messages, ulong lastSubjectSeq, CancellationToken cancellationToken) =>
            inner.PublishChainBehindAsync(subject, messages, lastSubjectSeq, cancellationToken);

        public Task PublishAsync(
            string subject, ReadOnlyMemory<byte> body, string? messageId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken) =>
            inner.PublishAsync(subject, body, messageId, headers, cancellationToken);

        public Task<byte[]?> ReadValueAsync(string bucket, string key, CancellationToken cancellationToken) =>
            inner.ReadValueAsync(bucket, key, cancellationToken);

        public Task WriteValueAsync(string bucket, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
            inner.WriteValueAsync(bucket, key, value, cancellationToken);
    }
}
