using BmxTiming.Server.Control;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Hosting;

/// <summary>Every document of the system, for the processes that use PostgreSQL and for <c>provision</c>.</summary>
internal static class StoredDocuments
{
    public static DocumentTypes All() => new DocumentTypes().AddReadModels().AddControlDocuments();
}
