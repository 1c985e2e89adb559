using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Import;

/// <summary>The part of the registry that an import can touch.</summary>
/// <param name="Riders">Whom rows may mean, and the survivors of those who were merged.</param>
/// <param name="Entries">All of the meeting.</param>
internal sealed record ImportRegistry(
    IReadOnlyList<Rider> Riders, IReadOnlyList<Entry> Entries, IReadOnlyDictionary<uint, Transponder> Transponders)
{
    public static async Task<ImportRegistry> ReadAsync(
        DocumentSession session, TransponderClaims claims, string meetingId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var uciIds = rows.Select(row => row.UciId).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var names = rows.Select(row => Rider.NameKeyOf(row.FirstName, row.LastName)).Distinct(StringComparer.Ordinal).ToArray();
        var found = await session.ListAsync<Rider>(
            all => all.Where(x => uciIds.Contains(x.UciId) || names.Contains(x.NameKey)), cancellationToken);
        var survivors = found.Select(rider => rider.MergedIntoId).OfType<string>().Except(found.Select(rider => rider.Id), StringComparer.Ordinal);
        var merged = await session.FindManyAsync<Rider>([.. survivors], cancellationToken);
        return new ImportRegistry(
            [.. found.Concat(merged).OrderBy(rider => rider.Id, StringComparer.Ordinal)],
            await session.ListAsync<Entry>(all => all.Where(x => x.MeetingId == meetingId), cancellationToken),
            await claims.FindAsync([.. rows.SelectMany(row => row.Transponders).Distinct()], cancellationToken));
    }
}
