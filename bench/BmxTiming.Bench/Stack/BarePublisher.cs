using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.Serializers.Json;

namespace BmxTiming.Bench.Stack;

/// <summary>
/// The baseline of everything that ends on the raw log: the client library and nothing else, with what order and de-duplication cost
/// on any way to the log (a message id, and the subject's last sequence as a fence).
/// </summary>
internal sealed class BarePublisher : IAsyncDisposable
{
    private readonly NatsConnection _connection;
    private readonly NatsJSContext _jetStream;
    private readonly TrackId _track;
    private readonly string _subject;
    private readonly ReadOnlyMemory<byte> _body;
    private ulong _lastSeq;
    private long _sent;

    /// <param name="nats">Where to.</param>
    /// <param name="track">A track that nobody else writes to.</param>
    /// <param name="body">The message, the same each time but for its id.</param>
    public BarePublisher(NatsBroker nats, TrackId track, ReadOnlyMemory<byte> body)
    {
        _connection = nats.Connect();
        _jetStream = new NatsJSContext(_connection);
        (_track, _subject, _body) = (track, Subjects.Raw(track), body);
    }

    /// <summary>One message, acknowledged before this returns.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var ack = await _jetStream.PublishAsync(
            _subject,
            _body,
            opts: new NatsJSPubOpts { MsgId = NextId(), ExpectedLastSubjectSequence = _lastSeq },
            cancellationToken: cancellationToken);
        ack.EnsureSuccess();
        _lastSeq = ack.Seq;
    }

    /// <summary>Messages as one atomic batch, acknowledged before this returns.</summary>
    public async Task PublishBatchAsync(int count, CancellationToken cancellationToken)
    {
        var batchId = Guid.NewGuid().ToString("N");
        for (var i = 1; i < count; i++)
        {
            await _connection.PublishAsync(_subject, _body, BatchHeaders(batchId, i), cancellationToken: cancellationToken);
        }

        var headers = BatchHeaders(batchId, count);
        headers["Nats-Batch-Commit"] = "1";
        var reply = await _connection.RequestAsync<ReadOnlyMemory<byte>, PubAckResponse>(
            _subject, _body, headers, replySerializer: NatsJsonSerializer<PubAckResponse>.Default, cancellationToken: cancellationToken);
        if (reply.Data is not { Error: null } ack)
        {
            throw new MeasurementException($"the batch was refused: {reply.Data?.Error?.Description ?? "no answer"}");
        }

        _lastSeq = ack.Seq;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private NatsHeaders BatchHeaders(string batchId, int place)
    {
        var headers = new NatsHeaders
        {
            ["Nats-Msg-Id"] = NextId(),
            ["Nats-Batch-Id"] = batchId,
            ["Nats-Batch-Sequence"] = place.ToString(CultureInfo.InvariantCulture),
        };
        if (place == 1)
        {
            headers["Nats-Expected-Last-Subject-Sequence"] = _lastSeq.ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{_track.Value}:bare:boot-1:{++_sent}");
}
