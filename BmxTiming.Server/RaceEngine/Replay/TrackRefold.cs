using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>
/// Folds a raw log again with the engine's own actor, as if nothing had been published. A message the fold fails on is
/// skipped as the engine skips it.
/// </summary>
internal sealed class TrackRefold
{
    private readonly TrackActor _actor;

    /// <param name="checkpoint">Where to start from; absent = the start of the log.</param>
    public TrackRefold(TrackId track, EngineCheckpoint? checkpoint)
    {
        // Everything up to the checkpoint counts as published, so that the actor goes on behind it.
        var published = checkpoint is null
            ? null
            : new PublishedPosition(checkpoint.RawSeq, int.MaxValue, checkpoint.State.RaceSeq, StreamSeq: 0);
        _actor = new TrackActor(track, checkpoint, published, new TrackActorOptions { KeepsSnapshot = false });
    }

    /// <exception cref="RecordFileException">The state is that of another program.</exception>
    public static TrackRefold From(RecordedState state) => EngineCheckpoint.TryRead(state.Body.Span) is { } checkpoint
        ? new TrackRefold(checkpoint.State.TrackId, checkpoint)
        : throw new RecordFileException(
            RecordFileException.OtherFold,
            FormattableString.Invariant(
                $"The file starts from a state that this version (fold {RaceFold.FoldVersion}) cannot read: replay it with the version that wrote it."));

    /// <summary>Where the fold stands, for another one to start from.</summary>
    public EngineCheckpoint Checkpoint() => _actor.Checkpoint();

    /// <summary>The events that one raw message leads to.</summary>
    public ImmutableArray<OutgoingEvent> Fold(RawRecord raw)
    {
        try
        {
            _actor.Accept(raw);
        }
        catch (Exception)
        {
            // The engine tries more often, but a pure fold fails each time or never.
            _actor.Skip(raw, "fold_failed");
        }

        if (_actor.NextPublish(int.MaxValue) is not { } publish)
        {
            return [];
        }

        _actor.OnPublished(publish.Events.Length, streamSeq: 0);
        return publish.Events;
    }
}
