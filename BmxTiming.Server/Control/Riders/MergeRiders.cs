using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Body of <c>POST /api/riders/{rider_id}/merge</c>: the rider in the path survives.</summary>
internal sealed record MergeBody(string? DuplicateId);

/// <summary>Makes two records of one person one: transponders and references go to the survivor, the duplicate points at it.</summary>
internal sealed record MergeRiders(RiderId RiderId, MergeBody Body, string Actor) : IChange<Rider>
{
    public string Action => "merge_riders";

    public string Subject => $"riders/{RiderId}";
}

internal sealed class MergeRidersValidator : AbstractValidator<MergeRiders>
{
    public MergeRidersValidator()
    {
        RuleFor(x => x.Body.DuplicateId).Token<MergeRiders, RiderId>("duplicate_id");
        RuleFor(x => x.Body.DuplicateId).Must((x, id) => id != x.RiderId.Value)
            .WithMessage("duplicate_id must be another rider than the one that survives.");
    }
}

internal sealed class MergeRidersHandler(DocumentSession session, TransponderClaims claims, TimeProvider time)
    : IRequestHandler<MergeRiders, Result<Rider>>
{
    public async Task<Result<Rider>> Handle(MergeRiders request, CancellationToken cancellationToken)
    {
        var (id, duplicateId) = (request.RiderId.Value, request.Body.DuplicateId!);
        var riders = (await session.FindManyAsync<Rider>([id, duplicateId], cancellationToken)).ToDictionary(rider => rider.Id, StringComparer.Ordinal);
        if (!riders.TryGetValue(id, out var survivor) || !riders.TryGetValue(duplicateId, out var duplicate))
        {
            return new Result<Rider> { Error = Refusals.NoRiders(new[] { id, duplicateId }.Except(riders.Keys, StringComparer.Ordinal)) };
        }

        if (duplicate.MergedIntoId == id)
        {
            return Result.Ok(survivor);
        }

        if ((RiderRefusals.NotActive(survivor) ?? RiderRefusals.NotEditable(duplicate) ?? Different(survivor, duplicate)) is { } refusal)
        {
            return new Result<Rider> { Error = refusal };
        }

        var entries = await session.ListAsync<Entry>(all => all.Where(x => x.RiderId == duplicateId || x.RiderId == id), cancellationToken);
        var motos = await session.ListAsync<Moto>(all => all.Where(x => x.Entries.Any(entry => entry.RiderId == duplicateId)), cancellationToken);
        if (Clash(id, duplicateId, entries, motos) is { } clash)
        {
            return new Result<Rider> { Error = clash };
        }

        var moved = entries.Where(entry => entry.RiderId == duplicateId).ToArray();
        await claims.MoveAsync(duplicate.TransponderIds, duplicateId, id, cancellationToken);
        var (merged, filled) = RiderFilling.Fill(survivor, duplicate);
        merged = (merged with
        {
            TransponderIds = [.. survivor.TransponderIds.Union(duplicate.TransponderIds)],
            HiredTransponderIds = [.. survivor.HiredTransponderIds.Union(duplicate.HiredTransponderIds)],
        }).Indexed();
        session.Store(merged);
        session.Store((duplicate with { MergedIntoId = id, Retired = true, TransponderIds = [], HiredTransponderIds = [] }).Indexed());
        RiderReferences.Store(session, moved, motos, duplicateId, id);
        session.Store(new RiderMerge
        {
            Id = duplicateId,
            SurvivorId = id,
            AtUs = Micros.Now(time),
            Actor = request.Actor,
            WasRetired = duplicate.Retired,
            TransponderIds = [.. duplicate.TransponderIds.Except(survivor.TransponderIds)],
            HiredTransponderIds = duplicate.HiredTransponderIds,
            Filled = filled,
            EntryDocuments = [.. moved.Select(entry => entry.Id)],
            MotoDocuments = [.. motos.Select(moto => moto.Id)],
        });
        return Result.Ok(merged);
    }

    private static Error? Different(Rider survivor, Rider duplicate)
    {
        if (survivor.UciId is not null && duplicate.UciId is not null && survivor.UciId != duplicate.UciId)
        {
            return RiderRefusals.MergeConflict("The two have different UCI ids. Correct the wrong one first, if they are one person.");
        }

        if (survivor.BirthDate is not null && duplicate.BirthDate is not null && survivor.BirthDate != duplicate.BirthDate)
        {
            return RiderRefusals.MergeConflict("The two have different birth dates. Correct the wrong one first, if they are one person.");
        }

        return survivor.TransponderIds.Union(duplicate.TransponderIds).Count() > RiderRules.MaxTransponders
            ? RiderRefusals.MergeConflict($"Together they have more than {RiderRules.MaxTransponders} transponders. Take unused ones away first.")
            : null;
    }

    private static Error? Clash(string id, string duplicateId, IReadOnlyList<Entry> entries, IReadOnlyList<Moto> motos)
    {
        var twice = entries.Where(entry => !entry.Scratched)
            .GroupBy(entry => (entry.MeetingId, Words.Fold(entry.ClassName)))
            .FirstOrDefault(group => group.Select(entry => entry.RiderId).Distinct(StringComparer.Ordinal).Count() > 1);
        if (twice?.First() is { } entry)
        {
            return RiderRefusals.MergeConflict(
                $"Both are entered in class {entry.ClassName} of meeting {entry.MeetingId}. Scratch one of the entries first.");
        }

        return motos.FirstOrDefault(moto => moto.Entries.Any(entry => entry.RiderId == id)) is { } both
            ? RiderRefusals.MergeConflict(
                $"{id} and {duplicateId} are both drawn in moto {both.MotoId} of meeting {both.MeetingId}. Take one out of it first.")
            : null;
    }
}
