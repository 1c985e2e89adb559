using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Privacy;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using FluentValidation;
using MediatR;

namespace BmxTiming.Server.Control.Meetings;

/// <summary>Body of <c>PUT /api/meetings/{meeting_id}</c>: creates or replaces; the track of a meeting stays what it was.</summary>
internal sealed record MeetingBody(string? TrackId, string? Name, bool Public = false, bool Simulated = false, string? PublicNames = null);

internal sealed record PutMeeting(MeetingId MeetingId, MeetingBody Body, string Actor) : IChange<Meeting>
{
    public string Action => "put_meeting";

    public string Subject => $"meetings/{MeetingId}";
}

internal sealed class PutMeetingValidator : AbstractValidator<PutMeeting>
{
    public PutMeetingValidator()
    {
        RuleFor(x => x.Body.TrackId).Token<PutMeeting, TrackId>("track_id");
        RuleFor(x => x.Body.Name).Name("name");
        RuleFor(x => x.Body.PublicNames).Must(policy => policy is null || PublicNames.IsKnown(policy))
            .WithMessage($"public_names must be {PublicNames.Full}, {PublicNames.FirstInitial} or {PublicNames.PlateOnly}.");
    }
}

internal sealed class PutMeetingHandler(DocumentSession session) : IRequestHandler<PutMeeting, Result<Meeting>>
{
    public async Task<Result<Meeting>> Handle(PutMeeting request, CancellationToken cancellationToken)
    {
        var track = Protocol.Ids.TrackId.Parse(request.Body.TrackId);
        if (await session.FindAsync<Track>(track.Value, cancellationToken) is null)
        {
            return new Result<Meeting> { Error = Refusals.NoTrack(track) };
        }

        var existing = await session.FindAsync<Meeting>(request.MeetingId.Value, cancellationToken);
        if (existing is not null && existing.TrackId != track.Value)
        {
            return Result.Fail<Meeting>(ControlCodes.MeetingOfOtherTrack, $"Meeting {request.MeetingId} belongs to track {existing.TrackId}. Make another meeting for this track.");
        }

        var meeting = new Meeting
        {
            Id = request.MeetingId.Value,
            TrackId = track.Value,
            Name = request.Body.Name!,
            Public = request.Body.Public,
            Simulated = request.Body.Simulated,
            PublicNames = request.Body.PublicNames,
        };
        if (existing is not null && existing != meeting with { Public = existing.Public }
            && await Steps.ClosedAsync(session, request.MeetingId.Value, cancellationToken) is { } closed)
        {
            return new Result<Meeting> { Error = closed };
        }

        session.Store(meeting);
        return Result.Ok(meeting);
    }
}
