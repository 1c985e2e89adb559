using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// Moves bookmarks on by messages that were stored after they had been saved. Each decoder's bookmark counts for that decoder alone:
/// of one that has none yet, every message counts.
/// </summary>
/// <param name="saved">As they are on disk.</param>
/// <param name="boots">Boots that the spool keeps, oldest first. A bookmark of any other boot is older than all of them.</param>
internal sealed class BookmarkTail(IReadOnlyDictionary<uint, DecoderBookmark> saved, IReadOnlyList<BootId> boots)
{
    private readonly Dictionary<uint, PassingLedger> _ledgers = saved.ToDictionary(static entry => entry.Key, static entry => entry.Value.ToLedger());
    private readonly Dictionary<string, int> _order = boots.Select(static (boot, index) => (boot.Value, index)).ToDictionary();

    /// <summary>Takes the next message of the spool, oldest first.</summary>
    public void Add(RawMessage message)
    {
        switch (message.MessageType)
        {
            case MessageTypes.Passing when message.Payload.Deserialize(WireJson.Default.PassingPayload) is { } passing:
                if (!IsToldBy(passing.DecoderId, message.EventIdContext))
                {
                    LedgerOf(passing.DecoderId).Observe(passing, []);
                }

                break;

            case MessageTypes.Gateway when message.Payload.Deserialize(WireJson.Default.GatewayPayload) is
                { Kind: GatewayKinds.PassingGap, DecoderId: { } id, FromPassing: { } from, ToPassing: { } to } && !IsToldBy(id, message.EventIdContext):
                LedgerOf(id).Missing.GiveUp(new NumberRange(from, to));
                break;
        }
    }

    public IReadOnlyDictionary<uint, DecoderBookmark> Bookmarks() => _ledgers
        .Select(static entry => DecoderBookmark.Of(entry.Key, entry.Value))
        .OfType<DecoderBookmark>()
        .ToDictionary(static bookmark => bookmark.DecoderId);

    private bool IsToldBy(uint decoderId, EventIdContext place) =>
        saved.TryGetValue(decoderId, out var bookmark) && bookmark.Boot is { } boot && _order.TryGetValue(boot, out var upTo)
        && _order.TryGetValue(place.BootId.Value, out var at) && (at < upTo || (at == upTo && place.Seq <= bookmark.Seq));

    private PassingLedger LedgerOf(uint decoderId)
    {
        if (!_ledgers.TryGetValue(decoderId, out var ledger))
        {
            ledger = new PassingLedger();
            _ledgers.Add(decoderId, ledger);
        }

        return ledger;
    }
}
