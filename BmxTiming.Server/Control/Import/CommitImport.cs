using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Import;

/// <summary>Carries out what was previewed, or refuses because it would be something else by now. Repeating it changes nothing.</summary>
/// <param name="Table">Not in the audit: it holds names and birth dates.</param>
internal sealed record CommitImport(
    MeetingId MeetingId, [property: JsonIgnore] ImportTable Table, string PreviewId, bool SkipErrors, string Actor) : IChange<ImportDone>
{
    public string Action => "import_entries";

    public string Subject => $"meetings/{MeetingId}/entries";
}

internal sealed class CommitImportValidator : AbstractValidator<CommitImport>
{
    private const int PreviewIdLength = 64;

    public CommitImportValidator() => RuleFor(x => x.PreviewId)
        .Must(id => id.Length == PreviewIdLength && id.All(char.IsAsciiHexDigitLower))
        .WithMessage("preview_id must be the one that the preview of this file answered.");
}

internal sealed class CommitImportHandler(DocumentSession session, ImportPlans plans, TimeProvider time)
    : IRequestHandler<CommitImport, Result<ImportDone>>
{
    public async Task<Result<ImportDone>> Handle(CommitImport request, CancellationToken cancellationToken)
    {
        var meeting = request.MeetingId.Value;
        var ledger = await session.FindAsync<ImportLedger>(meeting, cancellationToken);
        if (ledger?.Done.FirstOrDefault(done => done.PreviewId == request.PreviewId) is { } known)
        {
            return Result.Ok(known);
        }

        if (await Steps.ClosedAsync(session, meeting, cancellationToken) is { } closed)
        {
            return new Result<ImportDone> { Error = closed };
        }

        var planned = await plans.OfAsync(request.MeetingId, request.Table, cancellationToken);
        if (!planned.IsOk)
        {
            return new Result<ImportDone> { Error = planned.Error };
        }

        var plan = planned.Value.Plan;
        if (plan.IdOf(meeting) != request.PreviewId)
        {
            return Result.Fail<ImportDone>(
                ControlCodes.PreviewStale, "The file, the riders or the entries changed since the preview. Look at a new preview first.");
        }

        var skipped = plan.Rows.Count(row => row.Errors.Count > 0);
        if (skipped > 0 && !request.SkipErrors)
        {
            return Result.Fail<ImportDone>(
                ControlCodes.ImportHasErrors, $"{skipped} rows have errors. Correct the file, or say skip_errors=true to leave them out.");
        }

        Store(plan);
        var unchanged = plan.Rows.Count(row => row is { Rider: RowStates.Unchanged, Entry: RowStates.Unchanged });
        var done = new ImportDone(
            request.PreviewId, Micros.Now(time), request.Actor, plan.NewRiders.Count, plan.ChangedRiders.Count, plan.NewEntries.Count,
            plan.ChangedEntries.Count, unchanged, skipped);
        session.Store((ledger ?? new ImportLedger { Id = meeting }).With(done));
        return Result.Ok(done);
    }

    private void Store(ImportPlan plan)
    {
        // Random and not derived from the person: ids of riders are public.
        var ids = plan.NewRiders.ToDictionary(rider => rider.Id, _ => "r" + Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), StringComparer.Ordinal);
        foreach (var rider in plan.NewRiders)
        {
            session.Insert(rider with { Id = ids[rider.Id] });
        }

        foreach (var rider in plan.ChangedRiders)
        {
            session.Store(rider);
        }

        foreach (var (number, rider) in plan.NewTransponders)
        {
            session.Insert(new Transponder { Id = Transponder.IdOf(number), Number = number, RiderId = ids.GetValueOrDefault(rider, rider) });
        }

        foreach (var entry in plan.NewEntries)
        {
            var rider = ids.GetValueOrDefault(entry.RiderId, entry.RiderId);
            var id = EntryIdOf(rider, entry.ClassName);
            session.Insert(entry with { Id = Entry.IdOf(MeetingId.Parse(entry.MeetingId), id), EntryId = id, RiderId = rider });
        }

        foreach (var entry in plan.ChangedEntries)
        {
            session.Store(entry);
        }
    }

    // Of rider and class, so that two imports at the same moment meet in one id and not in two entries.
    private static string EntryIdOf(string rider, string className) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rider}\n{Words.Fold(className)}"))[..10]);
}
