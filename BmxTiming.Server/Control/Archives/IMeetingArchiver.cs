using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Archives;

/// <summary>Writes archives: it reads both logs, which is not the business of this role.</summary>
internal interface IMeetingArchiver
{
    /// <summary>Writes the whole file or none; the same archive under the same name is no refusal.</summary>
    Task<Result<WrittenArchive>> WriteAsync(ArchiveOrder order, DocumentSession session, CancellationToken cancellationToken);
}

/// <param name="File">Path of the file.</param>
/// <param name="Closing">Which closing of the meeting; 0 = it is open.</param>
/// <param name="Partial">Also when streams have lost a part of the meeting.</param>
internal sealed record ArchiveOrder(MeetingId MeetingId, string File, int Closing, bool Partial);
