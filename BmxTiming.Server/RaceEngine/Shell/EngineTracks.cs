using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using Microsoft.Extensions.Logging.Abstractions;
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
    /// Runs a track from a little before the end of its log, with all that belongs to it, and throws the result away. A take-over by
    /// a worker whose code has never run takes more than half a second longer, most of it spent compiling.
    /// </summary>
    public async Task RehearseAsync(TrackId track, CancellationToken cancellationToken)
    {
        const ulong span = 200;
        var logs = LogsOf(track);
        await logs.CheckpointAsync(cancellationToken);
        await logs.PublishedAsync(cancellationToken);
        if (await broker.LastAsync(StreamNames.Raw, Subjects.Raw(track), cancellationToken) is not { } end)
        {
            return;
        }

        var stage = new RehearsalLog(
            broker, reader, end.StreamSeq > span ? end.StreamSeq - span : 1, end.StreamSeq,
            StreamNames.EngineWorkers, $"{LeaseStore.Rehearsal}{Guid.NewGuid():N}");
        using var run = new TrackRun(track, new Micros(long.MaxValue), OnStage, time);
        await stage.Saved.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await run.LeaveAsync(options.Value.LeavePatience);

        TrackHost OnStage(TrackId name, TrackLease lease) => new(
            name, new TrackLogs(name, stage, stage, new SubjectWriter(stage)), lease, options.Value, EngineMetrics.Unheard(), time, NullLogger<TrackHost>.Instance);
    }

    private TrackLogs LogsOf(TrackId track) => new(track, broker, reader, writer);
}
