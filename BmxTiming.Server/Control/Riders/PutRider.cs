using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Body of <c>PUT /api/riders/{rider_id}</c>: creates or replaces.</summary>
internal sealed record RiderBody(string? FirstName, string? LastName, string? Plate, string? Club, IReadOnlyList<uint>? TransponderIds);

internal sealed record PutRider(RiderId RiderId, RiderBody Body, string Actor) : IChange<Rider>
{
    public string Action => "put_rider";

    public string Subject => $"riders/{RiderId}";
}

internal sealed class PutRiderValidator : AbstractValidator<PutRider>
{
    public const int MaxPlate = 8;
    public const int MaxTransponders = 4;

    public PutRiderValidator()
    {
        RuleFor(x => x.Body.FirstName).Name("first_name");
        RuleFor(x => x.Body.LastName).Name("last_name");
        RuleFor(x => x.Body.Plate).Name("plate", MaxPlate);
        RuleFor(x => x.Body.Club).Name("club").When(x => !string.IsNullOrEmpty(x.Body.Club));
        RuleFor(x => x.Body.TransponderIds)
            .Must(ids => ids is null || (ids.Count <= MaxTransponders && ids.Distinct().Count() == ids.Count && !ids.Contains(0u)))
            .WithMessage($"transponder_ids must be at most {MaxTransponders} different numbers above 0.");
    }
}

internal sealed class PutRiderHandler(DocumentSession session) : IRequestHandler<PutRider, Result<Rider>>
{
    public Task<Result<Rider>> Handle(PutRider request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var rider = new Rider
        {
            Id = request.RiderId.Value,
            FirstName = body.FirstName!,
            LastName = body.LastName!,
            Plate = body.Plate!,
            Club = string.IsNullOrEmpty(body.Club) ? null : body.Club,
            TransponderIds = body.TransponderIds ?? [],
            SearchText = Rider.SearchTextOf(body.FirstName, body.LastName, body.Plate, body.Club),
        };
        session.Store(rider);
        return Task.FromResult(Result.Ok(rider));
    }
}
