using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Control.Archives;

/// <summary>Keeps what archives need, and has them written. Doing a thing twice is harmless: the second finds it done.</summary>
internal sealed class ArchiveDesk(
    IMeetingArchiver archiver, DocumentSessions sessions, Broker broker, IOptions<ArchiveOptions> options, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        return await session.ListAsync<MeetingArchive, string>(
            all => all.Where(x => x.Status == ArchiveStatus.Waiting).OrderBy(x => x.Id).Select(x => x.Id), cancellationToken);
    }

    /// <summary>Keeps the state from which the meetings start that race now.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        var racing = await session.ListAsync<MeetingPlan, string>(
            all => all.Where(x => x.Step == MeetingStep.Racing).OrderBy(x => x.Id).Select(x => x.Id), cancellationToken);
        var opened = await session.FindManyAsync<MeetingOpening>([.. racing], cancellationToken);
        foreach (var id in racing.Except(opened.Select(static opening => opening.Id), StringComparer.Ordinal))
        {
            if (await session.FindAsync<Meeting>(id, cancellationToken) is { } meeting)
            {
                await using var unit = sessions.Open();
                unit.Insert(new MeetingOpening
                {
                    Id = id, Checkpoint = await broker.ReadValueAsync(StreamNames.EngineCheckpoints, meeting.TrackId, cancellationToken),
                });
                await unit.TrySaveAsync(cancellationToken); // Another server may have been first.
            }
        }
    }

    /// <summary>Writes an archive that waits. A crash behind the file and before the note of it: the next time finds the same file.</summary>
    /// <param name="partial">With what is left of the meeting, where streams have lost a part.</param>
    /// <param name="again">Also one that was refused.</param>
    /// <returns>As it is now; null where nothing was to be done.</returns>
    public async Task<MeetingArchive?> WriteAsync(string id, CancellationToken cancellationToken, bool partial = false, bool again = false)
    {
        await using var transaction = await sessions.LockAsync<MeetingArchive>(id, cancellationToken);
        if (await transaction.Session.FindAsync<MeetingArchive>(id, cancellationToken) is not { } ordered
            || ordered.Status == ArchiveStatus.Written || (ordered.Status == ArchiveStatus.Refused && !again))
        {
            return null;
        }

        var next = After(ordered, await WriteAsync(ordered, partial, transaction.Session, cancellationToken));
        if (next != ordered)
        {
            transaction.Session.Store(next);
            await transaction.TryCommitAsync(cancellationToken);
        }

        return next;
    }

    /// <summary>The file of an archive, where this server has it.</summary>
    public string? FileOf(MeetingArchive archive) =>
        options.Value.Folder is { Length: > 0 } folder && File.Exists(Path.Combine(folder, archive.FileName))
            ? Path.GetFullPath(Path.Combine(folder, archive.FileName))
            : null;

    private async Task<Result<WrittenArchive>> WriteAsync(
        MeetingArchive archive, bool partial, DocumentSession session, CancellationToken cancellationToken)
    {
        if (options.Value.Folder is not { Length: > 0 } folder)
        {
            return Result.Fail<WrittenArchive>(
                ArchiveCodes.NoFolder, $"{ArchiveOptions.Section}:Folder is not set: the archive is written as soon as it is.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            var order = new ArchiveOrder(
                MeetingId.Parse(archive.MeetingId), Path.Combine(folder, archive.FileName), archive.Closing, partial);
            return await archiver.WriteAsync(order, session, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result.Fail<WrittenArchive>(ArchiveCodes.FolderUnwritable, e.Message);
        }
    }

    private MeetingArchive After(MeetingArchive ordered, Result<WrittenArchive> outcome) => outcome switch
    {
        { IsOk: true, Value: { } written } => ordered with
        {
            Status = ArchiveStatus.Written, Written = written, WrittenAtUs = Micros.Now(time), ProblemCode = null, Problem = null,
        },
        { Error: { Code: ArchiveCodes.NoFolder or ArchiveCodes.FolderUnwritable } waits } =>
            ordered with { ProblemCode = waits.Code, Problem = waits.Message },
        _ => ordered with { Status = ArchiveStatus.Refused, ProblemCode = outcome.Error!.Code, Problem = outcome.Error.Message },
    };
}
