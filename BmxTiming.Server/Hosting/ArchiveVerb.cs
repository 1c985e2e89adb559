using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Hosting.Archives;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// <c>archive --meeting ID</c>: writes the archive that closing the meeting has ordered, into the folder of the configuration, and notes
/// it; with <c>--out FILE</c> a copy of any meeting, as it is now, into a file of one's own.
/// </summary>
internal static class ArchiveVerb
{
    private const string Usage =
        "archive --meeting ID [--out FILE] [--partial] [--json]; without --out the meeting must be closed and Archive:Folder set. "
        + "--partial: what is left, where streams have lost a part";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = VerbArguments.Parse(args, ["--meeting", "--out"], ["--partial", "--json"]);
        if (!parsed.IsOk || parsed.Value.Words.Count > 0 || !MeetingId.TryParse(parsed.Value["--meeting"], out var meeting))
        {
            return await VerbOutput.UsageAsync(Usage, parsed.Error);
        }

        var built = await VerbHost.BuildAsync(
            parsed.Value.Configuration, ModuleNeeds.Messaging | ModuleNeeds.Storage,
            static builder => builder.Services.AddSingleton<IMeetingArchiver, MeetingArchiver>().AddArchives());
        if (!built.IsOk)
        {
            return await VerbOutput.FailAsync(built.Error, ServerVerbs.Usage);
        }

        using var host = built.Value;
        try
        {
            var partial = parsed.Value.Has("--partial");
            var written = parsed.Value["--out"] is { } file
                ? await CopyAsync(host.Services, meeting, file, partial, cancellationToken)
                : await OrderedAsync(host.Services, meeting, partial, cancellationToken);
            if (!written.IsOk)
            {
                return await VerbOutput.FailAsync(written.Error, ExitCodeOf(written.Error));
            }

            Console.WriteLine(parsed.Value.Has("--json") ? VerbOutput.Json(written.Value) : Text(meeting, written.Value));
            return written.Value.Differences > 0 ? ServerVerbs.Finding : ServerVerbs.Good;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e)))
        {
            var code = StorageFailures.IsTransient(e) ? ControlCodes.StorageUnavailable : ControlCodes.BrokerUnavailable;
            return await VerbOutput.FailAsync(new Error(code, e.Message), ServerVerbs.Usage);
        }
    }

    private static async Task<Result<WrittenArchive>> CopyAsync(
        IServiceProvider services, MeetingId meeting, string file, bool partial, CancellationToken cancellationToken)
    {
        await using var session = services.GetRequiredService<DocumentSessions>().Open();
        var plan = await session.FindAsync<MeetingPlan>(meeting.Value, cancellationToken);
        try
        {
            var order = new ArchiveOrder(meeting, file, plan is { Closed: not null } ? plan.Closings : 0, partial);
            return await services.GetRequiredService<IMeetingArchiver>().WriteAsync(order, session, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result.Fail<WrittenArchive>(ArchiveCodes.FolderUnwritable, e.Message);
        }
    }

    private static async Task<Result<WrittenArchive>> OrderedAsync(
        IServiceProvider services, MeetingId meeting, bool partial, CancellationToken cancellationToken)
    {
        await using var session = services.GetRequiredService<DocumentSessions>().Open();
        if (await session.FindAsync<Meeting>(meeting.Value, cancellationToken) is null)
        {
            return new Result<WrittenArchive> { Error = Refusals.NoMeeting(meeting) };
        }

        if (await session.FindAsync<MeetingPlan>(meeting.Value, cancellationToken) is not { Closed: not null } plan)
        {
            return Result.Fail<WrittenArchive>(
                MeetingCodes.MeetingNotClosed, "The meeting is not closed: close it, or write a copy of what there is with --out FILE.");
        }

        var id = MeetingArchive.IdOf(meeting.Value, plan.Closings);
        var now = await services.GetRequiredService<ArchiveDesk>().WriteAsync(id, cancellationToken, partial, again: true)
            ?? await session.FindAsync<MeetingArchive>(id, cancellationToken);
        return now is { Written: { } written }
            ? Result.Ok(written)
            : Result.Fail<WrittenArchive>(now?.ProblemCode ?? ArchiveCodes.NotFound, now?.Problem ?? "The meeting was closed without an archive.");
    }

    private static int ExitCodeOf(Error error) =>
        error.Code is ControlCodes.MeetingNotFound or ArchiveCodes.NoFolder or ArchiveCodes.NotFound ? ServerVerbs.Usage : ServerVerbs.Refused;

    private static string Text(MeetingId meeting, WrittenArchive written) => string.Create(
        CultureInfo.InvariantCulture,
        $"archive: {meeting}: {written.FileName}, {written.Bytes} bytes; {written.RawMessages} raw messages from {written.FromRawSeq} to "
        + $"{written.ToRawSeq}, {written.Events} events, {written.Differences} differences{(written.Partial ? "; a part of the meeting only" : "")}");
}
