using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Archives;

/// <summary>The archives of a meeting, and the file of the last one. Files hold names, so they are for who manages meetings.</summary>
internal static class ArchiveEndpoints
{
    public const string MediaType = "application/gzip";

    public static IServiceCollection AddArchives(this IServiceCollection services)
    {
        services.AddOptions<ArchiveOptions>().BindConfiguration(ArchiveOptions.Section);
        return services.AddSingleton<ArchiveDesk>().AddHostedService<Archivist>();
    }

    public static void MapArchives(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meetings/{meeting_id}/archives", ListAsync).WithName("listArchives")
            .WithSummary("Archives of the meeting, one for each closing.").Refuses(ControlCodes.MeetingNotFound).RequireAuthorization(Policies.Manage);
        api.MapGet("/meetings/{meeting_id}/archive", FileAsync).WithName("getArchive")
            .WithSummary("The file of the last archive.")
            .Refuses(ControlCodes.MeetingNotFound, ArchiveCodes.NotFound, ArchiveCodes.NotReady, ArchiveCodes.FileMissing).RequireAuthorization(Policies.Manage)
            .Produces<byte[]>(StatusCodes.Status200OK, MediaType);
    }

    private static async Task<Results<Ok<IReadOnlyList<MeetingArchive>>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, DocumentSession session, CancellationToken cancellationToken) =>
        await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is null
            ? Refusals.NoMeeting(meetingId).ToProblem()
            : TypedResults.Ok(await OfAsync(session, meetingId, cancellationToken));

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FileAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, ArchiveDesk desk, DocumentSession session, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is null)
        {
            return Refusals.NoMeeting(meetingId).ToProblem();
        }

        var archives = await OfAsync(session, meetingId, cancellationToken);
        var last = archives.Count == 0 ? null : archives[^1];
        return last switch
        {
            null => new Error(ArchiveCodes.NotFound, $"Meeting {meetingId} was not closed yet: its archive is written when it is.").ToProblem(),
            { Status: not ArchiveStatus.Written } => new Error(
                ArchiveCodes.NotReady, $"The archive is {last.Status.ToString().ToLowerInvariant()}. {last.Problem}".TrimEnd()).ToProblem(),
            _ when desk.FileOf(last) is { } path => TypedResults.PhysicalFile(path, MediaType, last.FileName, enableRangeProcessing: true),
            _ => new Error(ArchiveCodes.FileMissing, $"{last.FileName} is not in the archive folder of this server.").ToProblem(),
        };
    }

    private static Task<IReadOnlyList<MeetingArchive>> OfAsync(DocumentSession session, MeetingId meetingId, CancellationToken cancellationToken)
    {
        var meeting = meetingId.Value;
        return session.ListAsync<MeetingArchive>(all => all.Where(x => x.MeetingId == meeting).OrderBy(x => x.Closing), cancellationToken);
    }
}
