using System.Diagnostics;
using BmxTiming.Bench.Harness;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Bench.Stack;

/// <summary>Reads a track's log in order with the client library and nothing else.</summary>
internal sealed class BareReader : IAsyncDisposable
{
    private readonly NatsConnection _connection;
    private readonly NatsJSContext _jetStream;
    private readonly string _stream;
    private readonly string _subject;

    public BareReader(NatsBroker nats, string stream, string subject)
    {
        _connection = nats.Connect();
        _jetStream = new NatsJSContext(_connection);
        _stream = stream;
        _subject = subject;
    }

    /// <summary>Reads from the start; returns the seconds it took.</summary>
    public async Task<double> ReadAsync(int messages, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var consumer = await _jetStream.CreateOrderedConsumerAsync(
            _stream,
            new NatsJSOrderedConsumerOpts { FilterSubjects = [_subject], DeliverPolicy = ConsumerConfigDeliverPolicy.All },
            cancellationToken);
        var count = 0;
        await foreach (var _ in consumer.ConsumeAsync<byte[]>(cancellationToken: cancellationToken))
        {
            if (++count == messages)
            {
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        throw new MeasurementException($"{count} of {messages} messages were read");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
