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

    private TrackLogs LogsOf(TrackId track) => new(track, broker, reader, writer);
}
