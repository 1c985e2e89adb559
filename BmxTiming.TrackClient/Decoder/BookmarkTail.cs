using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>Bookmarks moved on by messages that were stored after they had been saved.</summary>
internal static class BookmarkTail
{
    public static IReadOnlyDictionary<uint, DecoderBookmark> Apply(
        IReadOnlyDictionary<uint, DecoderBookmark> saved, IEnumerable<RawMessage> messages)
    {
        var ledgers = saved.ToDictionary(static entry => entry.Key, static entry => entry.Value.ToLedger());
        foreach (var message in messages)
        {
            Apply(ledgers, message);
        }

        return ledgers
            .Select(static entry => DecoderBookmark.Of(entry.Key, entry.Value))
            .OfType<DecoderBookmark>()
            .ToDictionary(static bookmark => bookmark.DecoderId);
    }

    private static void Apply(Dictionary<uint, PassingLedger> ledgers, RawMessage message)
    {
        switch (message.MessageType)
        {
            case MessageTypes.Passing when message.Payload.Deserialize(WireJson.Default.PassingPayload) is { } passing:
                if (!ledgers.TryGetValue(passing.DecoderId, out var ledger))
                {
                    ledger = new PassingLedger();
                    ledgers.Add(passing.DecoderId, ledger);
                }

                ledger.Observe(passing, []);
                break;

            case MessageTypes.Gateway when message.Payload.Deserialize(WireJson.Default.GatewayPayload) is
                { Kind: GatewayKinds.PassingGap, DecoderId: { } id, FromPassing: { } from, ToPassing: { } to } && ledgers.TryGetValue(id, out var known):
                known.Missing.GiveUp(new NumberRange(from, to));
                break;
        }
    }
}
