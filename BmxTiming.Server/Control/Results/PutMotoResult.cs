using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Scoring.Rules;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Results;

/// <summary>Body of <c>PUT /api/meetings/{meeting_id}/motos/{moto_id}/result</c>: writes down or corrects a result.</summary>
/// <param name="Rows">Every rider of the moto once.</param>
/// <param name="Version">The version that is corrected; 0 or absent = none was written down before.</param>
/// <param name="Withdraw">Takes back what was written down; without rows. The run counts again, or the moto has no result.</param>
/// <param name="Confirm">The rounds that this makes wrong are known, see the preview.</param>
internal sealed record SheetBody(IReadOnlyList<SheetRow>? Rows, string? Reason, long Version = 0, bool Confirm = false, bool Withdraw = false);

internal sealed record PutMotoResult(MeetingId MeetingId, MotoId MotoId, SheetBody Body, string Actor) : IChange<Correction>
{
    public string Action => "put_moto_result";

    public string Subject => $"meetings/{MeetingId}/motos/{MotoId}/result";
}

/// <summary>A result as written down, and the rounds that it made wrong.</summary>
internal sealed record Correction(MotoSheet Sheet, IReadOnlyList<Invalidation> Invalidates);

internal sealed class PutMotoResultValidator : AbstractValidator<PutMotoResult>
{
    private const int MaxReason = 200;

    public PutMotoResultValidator()
    {
        RuleFor(x => x.Body.Reason).Name("reason", MaxReason);
        RuleFor(x => x.Body.Rows).Must(rows => rows is { Count: > 0 and <= 16 }).WithMessage("rows must name the riders of the moto.")
            .When(x => !x.Body.Withdraw);
        RuleFor(x => x.Body.Rows).Must(rows => rows is null or { Count: 0 }).WithMessage("To withdraw, leave rows out.").When(x => x.Body.Withdraw);
    }
}

internal sealed class PutMotoResultHandler(DocumentSession session, MeetingLoader loader, TimeProvider time)
    : IRequestHandler<PutMotoResult, Result<Correction>>
{
    public async Task<Result<Correction>> Handle(PutMotoResult request, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(request.MeetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<Correction> { Error = loaded.Error };
        }

        var corrected = Correct(loaded.Value, request, Micros.Now(time));
        if (!corrected.IsOk)
        {
            return corrected;
        }

        if (corrected.Value.Invalidates.Count > 0 && !request.Body.Confirm)
        {
            return Result.Fail<Correction>(
                MeetingCodes.InvalidatesDraws,
                $"This changes who rides {string.Join(", ", corrected.Value.Invalidates.Select(static wrong => wrong.RoundName))}. "
                + "Look at the preview, then send it again with confirm.");
        }

        session.StoreAtRevision(corrected.Value.Sheet, corrected.Value.Sheet.Version);
        var data = loaded.Value.With(corrected.Value.Sheet);
        if (data.ClassOf(data.Motos.First(moto => moto.MotoId == request.MotoId).ClassName) is { } plan)
        {
            var next = RoundFilling.Fill(data, Invalidation.Drop(plan, corrected.Value.Invalidates)).Next();
            session.StoreAtRevision(next, next.Version);
            foreach (var moto in MotoWriter.Motos(data, next, 1).Where(moto => data.OutcomeOf(moto.MotoId.Value) is null))
            {
                session.Store(moto);
            }
        }

        return corrected;
    }

    /// <summary>What a correction would do. Pure: also the preview.</summary>
    public static Result<Correction> Correct(MeetingData data, PutMotoResult request, Micros now)
    {
        if (data.Motos.FirstOrDefault(found => found.MotoId == request.MotoId) is not { } moto)
        {
            return new Result<Correction> { Error = Refusals.NoMoto(request.MotoId) };
        }

        var plan = data.ClassOf(moto.ClassName);
        if (Refusal(data, plan, moto, request.Body) is { } refused)
        {
            return new Result<Correction> { Error = refused };
        }

        var known = data.Sheets.FirstOrDefault(sheet => sheet.MotoId == request.MotoId.Value);
        if ((known?.Version ?? 0) != request.Body.Version)
        {
            return Result.Fail<Correction>(
                ControlCodes.Conflict,
                FormattableString.Invariant($"Version {known?.Version ?? 0} stands there, not {request.Body.Version}: read it again, then correct."));
        }

        if (request.Body.Withdraw && known is null or { Withdrawn: true })
        {
            return Result.Fail<Correction>(MeetingCodes.NothingWritten, $"Nothing is written down for {moto.MotoId}: there is nothing to take back.");
        }

        var sheet = new MotoSheet
        {
            Id = moto.Id,
            MeetingId = moto.MeetingId,
            MotoId = moto.MotoId.Value,
            Version = request.Body.Version + 1,
            RunNumber = data.RunOf(moto.MotoId.Value)?.RunNumber ?? 0,
            Rows = request.Body.Rows ?? [],
            Reason = request.Body.Reason!,
            By = request.Actor,
            AtUs = now,
            Earlier = known is null
                ? []
                : [.. known.Earlier, new SheetVersion(known.Version, known.RunNumber, known.Rows, known.Reason, known.By, known.AtUs)],
        };
        return Result.Ok(new Correction(sheet, plan is null ? [] : Invalidation.Of(data.With(sheet), plan)));
    }

    private static Error? Refusal(MeetingData data, ClassPlan? plan, Moto moto, SheetBody body)
    {
        if (Steps.Closed(data.Plan) is { } closed)
        {
            return closed;
        }

        if (data.Plan.Step is not (MeetingStep.Racing or MeetingStep.Official))
        {
            return Steps.Wrong(data.Plan.Step, MeetingStep.Racing, MeetingStep.Official);
        }

        if (plan is { Status: not ResultStatus.Provisional })
        {
            return new Error(MeetingCodes.ResultStands, $"The result of {plan.ClassName} is checked or official: reopen it with a reason, then correct.");
        }

        if (body.Withdraw)
        {
            return null;
        }

        string[] drawn = [.. moto.Entries.Select(static entry => entry.RiderId).Order(StringComparer.Ordinal)];
        if (!body.Rows!.Select(static row => row.RiderId).Order(StringComparer.Ordinal).SequenceEqual(drawn))
        {
            return new Error(MeetingCodes.RowsWrong, $"The rows of {moto.MotoId} must name each of its riders once: {string.Join(", ", drawn)}.");
        }

        var wrong = body.Rows!.FirstOrDefault(row => (row.Place is null) == (row.Code is null) || row.Place < 1 || row.Place > drawn.Length
            || (row.Code is { } code && data.Book?.CodeFor(code) is null or { Meaning: CodeMeaning.Transferred }));
        return wrong is null
            ? PlacesWrong(body.Rows!)
            : new Error(MeetingCodes.RowsWrong, $"{wrong.RiderId}: either a place within the race or a code of the rulebook.");
    }

    /// <summary>Places run from 1; a dead heat shares one and the next is left out.</summary>
    private static Error? PlacesWrong(IReadOnlyList<SheetRow> rows)
    {
        int[] places = [.. rows.Select(static row => row.Place).OfType<int>().Order()];
        return places.Where((place, i) => place != i + 1 && (i == 0 || place != places[i - 1])).Any()
            ? new Error(MeetingCodes.RowsWrong, "Places must run from 1; after a dead heat the next place is left out.")
            : null;
    }
}
