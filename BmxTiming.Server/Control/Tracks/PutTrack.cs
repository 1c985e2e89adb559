using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Tracks;

/// <summary>Body of <c>PUT /api/tracks/{track_id}</c>: creates or replaces.</summary>
internal sealed record TrackBody(
    string? Name, IReadOnlyList<TimingPointDetails>? TimingPoints, IReadOnlyList<uint>? GateIds, RaceWindows? Windows,
    TrackLayout? Layout = null, IReadOnlyList<TrackDecoder>? Decoders = null, bool FirstLoopStart = false, bool SingleRace = false,
    int MinStarters = 0, bool Retired = false);

internal sealed record PutTrack(TrackId TrackId, TrackBody Body, string Actor) : IChange<Track>
{
    public string Action => "put_track";

    public string Subject => $"tracks/{TrackId}";
}

internal sealed class PutTrackValidator : AbstractValidator<PutTrack>
{
    public const int MaxTimingPoints = 16;
    public const int MaxGateIds = 16;

    private static readonly Micros s_longest = Micros.FromSeconds(3600);

    public PutTrackValidator()
    {
        RuleFor(x => x.Body.Name).Name("name");
        RuleFor(x => x.Body.TimingPoints)
            .Must(points => points is { Count: >= 1 and <= MaxTimingPoints } && points.All(point => point is not null))
            .WithMessage($"timing_points must have 1 to {MaxTimingPoints} entries.")
            .DependentRules(() =>
            {
                RuleForEach(x => x.Body.TimingPoints).ChildRules(point =>
                {
                    point.RuleFor(p => p.Id).Must(id => WireToken.IsValid(id))
                        .WithErrorCode(ControlCodes.InvalidIdentifier).WithMessage("timing_points.id must be an identifier.");
                    point.RuleFor(p => p.Name).Name("timing_points.name");
                    point.RuleFor(p => p.Role)
                        .Must(role => role is TimingPointRoles.Hill or TimingPointRoles.Split or TimingPointRoles.Finish)
                        .WithMessage("timing_points.role must be hill, split or finish.");
                    point.RuleFor(p => p).Must(p => p.MinUs >= Micros.Zero && p.MinUs < p.MaxUs && p.MaxUs <= s_longest)
                        .WithMessage("timing_points: 0 <= min_us < max_us <= one hour.");
                });
                RuleFor(x => x.Body.TimingPoints!)
                    .Must(points => points.Select(p => p.Id).Distinct(StringComparer.Ordinal).Count() == points.Count)
                    .WithMessage("timing_points.id must be unique on the track.")
                    .Must(points => points.Count(p => p.Role == TimingPointRoles.Finish) == 1 && points[^1].Role == TimingPointRoles.Finish)
                    .WithMessage("timing_points must end with the one finish.");
            });
        RuleFor(x => x.Body.GateIds)
            .Must(ids => ids is { Count: <= MaxGateIds } && ids.Distinct().Count() == ids.Count)
            .WithMessage($"gate_ids must be a list of at most {MaxGateIds} different transponder numbers.");
        RuleFor(x => x.Body.Windows)
            .Must(w => w is null || new[] { w.LoopHoldOffUs, w.GateBounceUs, w.FinishGraceUs, w.FinishMaxUs }
                .All(window => window > Micros.Zero && window <= s_longest))
            .WithMessage("windows must be above 0 and at most one hour.");
        RuleFor(x => x.Body).SetValidator(new TrackLayoutRules());
    }
}

internal sealed class PutTrackHandler(DocumentSession session) : IRequestHandler<PutTrack, Result<Track>>
{
    public Task<Result<Track>> Handle(PutTrack request, CancellationToken cancellationToken)
    {
        var track = new Track
        {
            Id = request.TrackId.Value,
            Name = request.Body.Name!,
            TimingPoints = request.Body.TimingPoints!,
            GateIds = request.Body.GateIds!,
            Windows = request.Body.Windows ?? new RaceWindows(),
            Layout = request.Body.Layout,
            Decoders = request.Body.Decoders ?? [],
            FirstLoopStart = request.Body.FirstLoopStart,
            SingleRace = request.Body.SingleRace,
            MinStarters = request.Body.MinStarters,
            Retired = request.Body.Retired,
        };
        session.Store(track);
        return Task.FromResult(Result.Ok(track));
    }
}
