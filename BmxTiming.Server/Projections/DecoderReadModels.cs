using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections;

/// <summary>What the raw log says of a track's decoders.</summary>
internal sealed class DecoderReadModels(TrackId track, IDocumentSource source) : IReadModels
{
    private readonly WorkingDocuments<DecoderHealth> _decoders = new(source);

    public async Task TakeAsync(LogMessage message, CancellationToken cancellationToken)
    {
        var raw = RawMessage.Read(message.Data)
            ?? throw new JsonException("a raw message was expected");
        if (raw.TrackId != track || raw.EventIdContext is null)
        {
            throw new JsonException("a message of another track, or of nobody");
        }

        if (DecoderHealths.DecoderOf(raw) is { } decoder)
        {
            var id = DecoderHealth.IdOf(track, decoder);
            _decoders.Put(
                id, DecoderHealths.Apply(await _decoders.FindAsync(id, cancellationToken), raw, decoder, checked((long)message.StreamSeq)));
        }
    }

    public void StoreInto(DocumentSession session) => _decoders.StoreInto(session);

    /// <summary>Without the log's head a decoder's last word on something may be gone: then the stored document knows more.</summary>
    public async Task<ReplacedDocuments> ReplaceAsync(
        DocumentSession session, IReadOnlySet<string> projections, long headSeq, CancellationToken cancellationToken)
    {
        var id = track.Value;
        var stored = await session.ListAsync<DecoderHealth>(all => all.Where(x => x.TrackId == id), cancellationToken);
        var known = stored.Select(decoder => decoder.Id).ToHashSet(StringComparer.Ordinal);
        return Replacement.Of(session, stored, _decoders.Changed, x => x.Id, x => headSeq > 1 && known.Contains(x.Id));
    }
}
