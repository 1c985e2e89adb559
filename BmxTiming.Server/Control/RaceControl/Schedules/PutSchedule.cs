using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.RaceControl.Schedules;

/// <summary>Body of <c>PUT /api/meetings/{meeting_id}/schedule</c>: creates or replaces the plan.</summary>
internal sealed record ScheduleBody(Micros StartsAtUs, Micros PaceUs, IReadOnlyList<PlannedBreak>? Breaks = null);

internal sealed record PutSchedule(MeetingId MeetingId, ScheduleBody Body, string Actor) : IChange<MeetingSchedule>
{
    public string Action => "put_schedule";

    public string Subject => $"meetings/{MeetingId}/schedule";
}

internal sealed class PutScheduleValidator : AbstractValidator<PutSchedule>
{
    public const int MaxBreaks = 20;

    private static readonly Micros s_longestPace = Micros.FromSeconds(3_600);
    private static readonly Micros s_longestBreak = Micros.FromSeconds(24 * 3_600);

    public PutScheduleValidator()
    {
        RuleFor(x => x.Body.StartsAtUs).Must(at => at > Micros.Zero).WithMessage("starts_at_us must be a moment in µs since 1970.");
        RuleFor(x => x.Body.PaceUs).Must(pace => pace > Micros.Zero && pace <= s_longestPace)
            .WithMessage("pace_us must be above 0 and at most one hour.");
        RuleFor(x => x.Body.Breaks)
            .Must(breaks => breaks is null || (breaks.Count <= MaxBreaks && breaks.All(pause =>
                pause is { AfterNumber: >= 1 and <= PutMotoValidator.MaxNumber } && pause.DurationUs > Micros.Zero && pause.DurationUs <= s_longestBreak)))
            .WithMessage($"breaks must be at most {MaxBreaks}, each after a moto's number and above 0 to 24 hours long.");
    }
}

internal sealed class PutScheduleHandler(DocumentSession session) : IRequestHandler<PutSchedule, Result<MeetingSchedule>>
{
    public async Task<Result<MeetingSchedule>> Handle(PutSchedule request, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(request.MeetingId.Value, cancellationToken) is null)
        {
            return new Result<MeetingSchedule> { Error = Refusals.NoMeeting(request.MeetingId) };
        }

        var plan = new MeetingSchedule
        {
            Id = request.MeetingId.Value,
            StartsAtUs = request.Body.StartsAtUs,
            PaceUs = request.Body.PaceUs,
            Breaks = [.. (request.Body.Breaks ?? []).OrderBy(pause => pause.AfterNumber)],
        };
        session.Store(plan);
        return Result.Ok(plan);
    }
}
