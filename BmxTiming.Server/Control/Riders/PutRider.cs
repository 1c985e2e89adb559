using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Body of <c>PUT /api/riders/{rider_id}</c>: creates or replaces. Hired transponders stay with the rider whatever it says.</summary>
internal sealed record RiderBody(
    string? FirstName, string? LastName, string? Plate, string? Club, IReadOnlyList<uint>? TransponderIds,
    IReadOnlyList<WheelPlate>? WheelPlates = null, string? Hometown = null, string? Pronunciation = null, string? AnnouncerNotes = null,
    DateOnly? BirthDate = null, string? Sex = null, string? UciId = null);

internal sealed record PutRider(RiderId RiderId, RiderBody Body, string Actor) : IChange<Rider>
{
    public string Action => "put_rider";

    public string Subject => $"riders/{RiderId}";
}

internal sealed class PutRiderValidator : AbstractValidator<PutRider>
{
    public PutRiderValidator() => RuleFor(x => x.Body).SetValidator(new RiderRules());
}

internal sealed class PutRiderHandler(DocumentSession session, TransponderClaims claims) : IRequestHandler<PutRider, Result<Rider>>
{
    public async Task<Result<Rider>> Handle(PutRider request, CancellationToken cancellationToken)
    {
        var (id, body) = (request.RiderId.Value, request.Body);
        var existing = await session.FindAsync<Rider>(id, cancellationToken);
        if (existing is not null && RiderRefusals.NotEditable(existing) is { } refusal)
        {
            return new Result<Rider> { Error = refusal };
        }

        var uciId = NullIfEmpty(body.UciId);
        if (uciId is not null
            && (await session.ListAsync<Rider>(all => all.Where(x => x.UciId == uciId && x.Id != id).Take(1), cancellationToken)) is [{ } other])
        {
            return new Result<Rider> { Error = RiderRefusals.UciIdTaken(uciId, other.Id) };
        }

        var hired = existing?.HiredTransponderIds ?? [];
        var own = (body.TransponderIds ?? []).Except(hired).ToArray();
        if (await claims.SetAsync(id, existing?.OwnTransponderIds ?? [], own, cancellationToken) is { } taken)
        {
            return new Result<Rider> { Error = taken };
        }

        var rider = new Rider
        {
            Id = id,
            FirstName = body.FirstName!.Trim(),
            LastName = body.LastName!.Trim(),
            Plate = body.Plate!.Trim(),
            WheelPlates = body.WheelPlates ?? [],
            Club = NullIfEmpty(body.Club),
            Hometown = NullIfEmpty(body.Hometown),
            Pronunciation = NullIfEmpty(body.Pronunciation),
            AnnouncerNotes = NullIfEmpty(body.AnnouncerNotes),
            BirthDate = body.BirthDate,
            Sex = body.Sex,
            UciId = uciId,
            TransponderIds = [.. own, .. hired],
            HiredTransponderIds = hired,
            Retired = existing?.Retired ?? false,
            SearchText = "",
        }.Indexed();
        session.Store(rider);
        return Result.Ok(rider);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
