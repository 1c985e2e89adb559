using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Turns documents that name one rider to another.</summary>
internal static class RiderReferences
{
    public static void Store(DocumentSession session, IEnumerable<Entry> entries, IEnumerable<Moto> motos, string from, string to)
    {
        foreach (var entry in entries.Where(entry => entry.RiderId == from))
        {
            session.Store(entry with { RiderId = to });
        }

        foreach (var moto in motos)
        {
            session.Store(moto with
            {
                Entries = [.. moto.Entries.Select(entry => entry.RiderId == from ? entry with { RiderId = to } : entry)],
            });
        }
    }
}
