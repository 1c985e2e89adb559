using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Import;

/// <summary>Entries from a file: a preview that stores nothing, then the same file again with the preview's id.</summary>
internal static class ImportEndpoints
{
    private static readonly string[] s_types =
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream", "application/vnd.ms-excel"];

    /// <param name="PreviewId">Carries out exactly this.</param>
    /// <param name="Columns">Columns that are read.</param>
    /// <param name="IgnoredColumns">Columns that are neither read nor stored.</param>
    internal sealed record PreviewView(
        string PreviewId, string Format, string? Encoding, string? Separator, IReadOnlyList<string> Columns, IReadOnlyList<string> IgnoredColumns,
        int NewRiders, int ChangedRiders, int NewEntries, int ChangedEntries, IReadOnlyList<RowPlan> Rows, IReadOnlyList<RowError> Errors);

    public static IServiceCollection AddEntriesImport(this IServiceCollection services) => services
        .AddScoped<ImportPlans>()
        .AddChange<CommitImport, ImportDone, CommitImportHandler, CommitImportValidator>();

    public static void MapEntriesImport(this IEndpointRouteBuilder api)
    {
        api.MapPost("/meetings/{meeting_id}/entries/import/preview", PreviewAsync).WithName("previewEntriesImport")
            .WithSummary("What a file of entries would change; stores nothing.")
            .Refuses(ControlCodes.MeetingNotFound, ControlCodes.FileUnreadable, ControlCodes.ColumnsMissing, ControlCodes.FileTooLarge, Meetings.MeetingCodes.MeetingClosed)
            .Accepts<byte[]>("text/csv", s_types).RequireAuthorization(Policies.Manage);
        api.MapPost("/meetings/{meeting_id}/entries/import", CommitAsync).WithName("importEntries")
            .WithSummary("Carry out what was previewed.")
            .Refuses(ControlCodes.MeetingNotFound, ControlCodes.FileUnreadable, ControlCodes.ColumnsMissing, ControlCodes.FileTooLarge, Meetings.MeetingCodes.MeetingClosed,
                ControlCodes.PreviewStale, ControlCodes.ImportHasErrors)
            .Accepts<byte[]>("text/csv", s_types).RequireAuthorization(Policies.Manage);
    }

    private static async Task<Results<Ok<PreviewView>, ProblemHttpResult>> PreviewAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, HttpRequest request, ImportPlans plans, CancellationToken cancellationToken)
    {
        var table = await TableAsync(request, cancellationToken);
        if (!table.IsOk)
        {
            return table.Error.ToProblem();
        }

        var planned = await plans.OfAsync(meetingId, table.Value, cancellationToken);
        if (!planned.IsOk)
        {
            return planned.Error.ToProblem();
        }

        var (plan, columns) = planned.Value;
        return TypedResults.Ok(new PreviewView(
            plan.IdOf(meetingId.Value), table.Value.Format, table.Value.Encoding, table.Value.Separator, [.. columns.At.Keys], columns.Ignored,
            plan.NewRiders.Count, plan.ChangedRiders.Count, plan.NewEntries.Count, plan.ChangedEntries.Count, plan.Rows, [.. plan.Errors]));
    }

    /// <param name="skipErrors">Rows with errors are left out; otherwise one of them refuses the file.</param>
    private static async Task<Results<Ok<ImportDone>, ProblemHttpResult>> CommitAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, [FromQuery(Name = "preview_id")] string? previewId,
        [FromQuery(Name = "skip_errors")] bool? skipErrors, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var table = await TableAsync(http.Request, cancellationToken);
        if (!table.IsOk)
        {
            return table.Error.ToProblem();
        }

        var result = await mediator.Send(
            new CommitImport(meetingId, table.Value, previewId ?? "", skipErrors ?? false, http.Actor()), cancellationToken);
        return result.IsOk ? TypedResults.Ok(result.Value) : result.Error.ToProblem();
    }

    // One byte more than allowed is read, so that the reader of the file says that it is too large.
    private static async Task<Result<ImportTable>> TableAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var bytes = new byte[ImportLimits.MaxFileBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return ImportFile.Read(bytes.AsMemory(0, length));
    }
}
