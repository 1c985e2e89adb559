using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Ingest;

/// <summary>A batch that fulfils the contract: one track, one sender, consecutive numbers.</summary>
internal sealed class IncomingBatch
{
    public IncomingBatch(TrackId track, Sender sender, IReadOnlyList<RawMessage> messages, StreamPosition? confirmed = null)
    {
        Confirmed = confirmed;
        Track = track;
        Sender = sender;
        Messages = messages;
        Entries = [.. messages.Select(LaneEntry.Of)];
    }

    public TrackId Track { get; }

    public Sender Sender { get; }

    public IReadOnlyList<RawMessage> Messages { get; }

    public IReadOnlyList<LaneEntry> Entries { get; }

    /// <summary>The log as this sender was last told; absent before its first answer, and from older senders.</summary>
    public StreamPosition? Confirmed { get; }
}

/// <param name="Epoch">Which stream; another value is another stream.</param>
/// <param name="Seq">Sequence up to which the track's log was confirmed.</param>
internal readonly record struct StreamPosition(string Epoch, ulong Seq);
