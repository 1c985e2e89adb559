using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Ingest;

/// <summary>A batch that fulfils the contract: one track, one sender, consecutive numbers.</summary>
internal sealed class IncomingBatch
{
    public IncomingBatch(TrackId track, Sender sender, IReadOnlyList<RawMessage> messages)
    {
        Track = track;
        Sender = sender;
        Messages = messages;
        Entries = [.. messages.Select(LaneEntry.Of)];
    }

    public TrackId Track { get; }

    public Sender Sender { get; }

    public IReadOnlyList<RawMessage> Messages { get; }

    public IReadOnlyList<LaneEntry> Entries { get; }
}
