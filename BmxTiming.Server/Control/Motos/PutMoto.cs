using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Motos;

/// <summary>Body of <c>PUT /api/meetings/{meeting_id}/motos/{moto_id}</c>: creates or replaces.</summary>
internal sealed record MotoBody(int Number, string? ClassName, string? RoundName, IReadOnlyList<MotoEntry>? Entries);

internal sealed record PutMoto(MeetingId MeetingId, MotoId MotoId, MotoBody Body, string Actor) : IChange<Moto>
{
    public string Action => "put_moto";

    public string Subject => $"meetings/{MeetingId}/motos/{MotoId}";
}

internal sealed class PutMotoValidator : AbstractValidator<PutMoto>
{
    public const int Lanes = 8;
    public const int MaxNumber = 9_999;

    public PutMotoValidator()
    {
        RuleFor(x => x.Body.Number).InclusiveBetween(1, MaxNumber).WithMessage($"number must be 1 to {MaxNumber}.");
        RuleFor(x => x.Body.ClassName).Name("class_name");
        RuleFor(x => x.Body.RoundName).Name("round_name");
        RuleFor(x => x.Body.Entries)
            .Must(entries => entries is not null && entries.All(e => e is { Lane: >= 1 and <= Lanes })
                && entries.Select(e => e.Lane).Distinct().Count() == entries.Count)
            .WithMessage($"entries must have lanes 1 to {Lanes}, each once.")
            .DependentRules(() =>
            {
                RuleForEach(x => x.Body.Entries)
                    .Must(entry => Protocol.Ids.RiderId.TryParse(entry.RiderId, out _))
                    .WithErrorCode(ControlCodes.InvalidIdentifier)
                    .WithMessage("entries.rider_id must be an identifier.");
                RuleFor(x => x.Body.Entries!)
                    .Must(entries => entries.Select(e => e.RiderId).Distinct(StringComparer.Ordinal).Count() == entries.Count)
                    .WithMessage("entries must name each rider once.");
            });
    }
}

internal sealed class PutMotoHandler(DocumentSession session) : IRequestHandler<PutMoto, Result<Moto>>
{
    public async Task<Result<Moto>> Handle(PutMoto request, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(request.MeetingId.Value, cancellationToken) is null)
        {
            return new Result<Moto> { Error = Refusals.NoMeeting(request.MeetingId) };
        }

        if (await Steps.ClosedAsync(session, request.MeetingId.Value, cancellationToken) is { } closed)
        {
            return new Result<Moto> { Error = closed };
        }

        var entries = request.Body.Entries!;
        var riders = await session.FindManyAsync<Rider>([.. entries.Select(e => e.RiderId)], cancellationToken);
        var unknown = entries.Select(e => e.RiderId).Except(riders.Select(r => r.Id), StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            return new Result<Moto> { Error = Refusals.NoRiders(unknown) };
        }

        var moto = new Moto
        {
            Id = Moto.IdOf(request.MeetingId, request.MotoId),
            MeetingId = request.MeetingId.Value,
            MotoId = request.MotoId,
            Number = request.Body.Number,
            ClassName = request.Body.ClassName!,
            RoundName = request.Body.RoundName!,
            Entries = [.. entries.OrderBy(e => e.Lane)],
        };
        session.Store(moto);
        return Result.Ok(moto);
    }
}
