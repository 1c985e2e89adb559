using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>The tracks there are, and the engines for them.</summary>
internal sealed class EngineTracks(
    Broker broker, SubjectReader reader, SubjectWriter writer, EngineMetrics metrics, IOptions<RaceEngineOptions> options, TimeProvider time,
    ILoggerFactory loggers)
{
    /// <summary>Every track that has a message on the raw stream.</summary>
    public Task<IReadOnlyList<TrackId>> FindAsync(CancellationToken cancellationToken) =>
        broker.TracksAsync(StreamNames.Raw, Subjects.RawAll, cancellationToken);

    /// <summary>The fold that made the last event of a track; 0 when it has none.</summary>
    public Task<int> FoldAsync(TrackId track, CancellationToken cancellationToken) => LogsOf(track).FoldAsync(cancellationToken);

    public TrackHost Host(TrackId track, TrackLease lease) =>
        new(track, LogsOf(track), lease, options.Value, metrics, time, loggers.CreateLogger<TrackHost>());

    /// <summary>
    /// Recovers a track in memory from the end of its log and throws it away. A take-over by a worker whose code has never
    /// run takes more than half a second longer, most of it spent compiling.
    /// </summary>
    public async Task RehearseAsync(TrackId track, CancellationToken cancellationToken)
    {
        const ulong span = 200;
        var logs = LogsOf(track);
        await logs.CheckpointAsync(cancellationToken);
        await logs.PublishedAsync(cancellationToken);
        var last = (ulong)(await logs.RawBoundsAsync(cancellationToken)).Last;
        var actor = new TrackActor(track, checkpoint: null, published: null, options.Value.ActorOptions);
        await foreach (var message in reader.ReadUpToAsync(
            StreamNames.Raw, Subjects.Raw(track), last > span ? last - span : 1, last, "rehearsal", cancellationToken))
        {
            try
            {
                actor.Accept(new RawRecord((long)message.StreamSeq, message.Data));
            }
            catch (Exception)
            {
                break; // The run of the track deals with it; a rehearsal stops nobody.
            }
        }

        actor.NextPublish(options.Value.PublishBatchEvents);
        EngineCheckpoint.TryRead(actor.Checkpoint().ToBytes());
    }

    private TrackLogs LogsOf(TrackId track) => new(track, broker, reader, writer);
}
