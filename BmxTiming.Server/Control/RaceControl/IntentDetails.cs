using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Looks up what an intent must carry.</summary>
internal sealed class IntentDetails(DocumentSession session)
{
    public async Task<Result<RaceControlPayload>> OfAsync(SubmitIntent request, CancellationToken cancellationToken)
    {
        var payload = new RaceControlPayload
        {
            IntentId = request.IntentId,
            Intent = request.Intent,
            Actor = request.Actor,
            RunVersion = request.Body.RunVersion,
            RunId = request.Body.RunId is { } run ? RunId.Parse(run) : null,
            Reason = request.Body.Reason,
            Gate = request.Intent == Intents.AttachGate && request.Body.Gate is { } gate
                ? gate with { Source = ClockSources.Gate }
                : request.Body.Gate,
            Correction = request.Body.Correction,
        };
        if (await session.FindAsync<Track>(request.TrackId.Value, cancellationToken) is not { } track)
        {
            return Fail(Refusals.NoTrack(request.TrackId));
        }

        if (track.Retired && request.Intent is Intents.Stage or Intents.PracticeOn)
        {
            return Fail(new Error(ControlCodes.TrackRetired, $"Track {request.TrackId} is retired. To race on it again, put the track with retired false."));
        }

        // What is over stays as it was archived.
        if (await MeantRun.OverAsync(session, request.TrackId, request.Intent, payload.RunId, cancellationToken) is { } over
            && await Steps.ClosedAsync(session, over.MeetingId, cancellationToken) is { } closedDay)
        {
            return Fail(closedDay);
        }

        if (request.Intent == Intents.PracticeOn)
        {
            return Result.Ok(payload with { Practice = new PracticeDetails(track.ToDetails()) });
        }

        if (request.Intent is not (Intents.Stage or Intents.Programme))
        {
            return Result.Ok(payload);
        }

        var meetingId = MeetingId.Parse(request.Body.MeetingId);
        if (await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is not { } meeting)
        {
            return Fail(Refusals.NoMeeting(meetingId));
        }

        if (meeting.TrackId != request.TrackId.Value)
        {
            return Fail(new Error(ControlCodes.MeetingOfOtherTrack, $"Meeting {meetingId} belongs to track {meeting.TrackId}. Control it there."));
        }

        if (request.Intent == Intents.Programme)
        {
            var coming = await ComingUpAsync(meetingId, cancellationToken);
            return Result.Ok(payload with { Programme = new ProgrammeDetails(meeting.ToDetails(), StageDetailsBuilder.Next(coming)) });
        }

        if (await Steps.ClosedAsync(session, meeting.Id, cancellationToken) is { } closed)
        {
            return Fail(closed);
        }

        var stage = await StageAsync(track, meeting, meetingId, MotoId.Parse(request.Body.MotoId), cancellationToken);
        return stage.IsOk ? Result.Ok(payload with { Stage = stage.Value }) : Fail(stage.Error);
    }

    private async Task<Result<StageDetails>> StageAsync(
        Track track, Meeting meeting, MeetingId meetingId, MotoId motoId, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Moto>(Moto.IdOf(meetingId, motoId), cancellationToken) is not { } moto)
        {
            return new Result<StageDetails> { Error = Refusals.NoMoto(motoId) };
        }

        if (moto.Entries.Count == 0)
        {
            return Result.Fail<StageDetails>(ControlCodes.MotoEmpty, $"Nobody is drawn in moto {motoId}. Draw its class, or put the moto with entries.");
        }

        var riders = await WithEntriesAsync(
            meetingId, moto, await session.FindManyAsync<Rider>([.. moto.Entries.Select(entry => entry.RiderId)], cancellationToken), cancellationToken);
        var (meetingText, number, id) = (meeting.Id, moto.Number, moto.Id);
        var following = await session.ListAsync<Moto>(
            all => all.Where(x => x.MeetingId == meetingText
                    && (x.Number > number || (x.Number == number && string.Compare(x.Id, id) > 0)))
                .OrderBy(x => x.Number).ThenBy(x => x.Id).Take(StageDetailsBuilder.NextMotos),
            cancellationToken);
        return Result.Ok(StageDetailsBuilder.Build(track, meeting, moto, riders, following));
    }

    /// <summary>Riders with the plate and the transponders of the start that was drawn, such as a hire chip.</summary>
    private async Task<IReadOnlyList<Rider>> WithEntriesAsync(
        MeetingId meetingId, Moto moto, IReadOnlyList<Rider> riders, CancellationToken cancellationToken)
    {
        var entries = await session.FindManyAsync<Entry>(
            [.. moto.Entries.Select(entry => entry.EntryId).OfType<string>().Select(id => Entry.IdOf(meetingId, id))], cancellationToken);
        return [.. riders.Select(rider => entries.FirstOrDefault(entry => entry.RiderId == rider.Id) is { } entry
            ? rider with { Plate = entry.Plate, TransponderIds = entry.TransponderIds.Count > 0 ? entry.TransponderIds : rider.TransponderIds }
            : rider)];
    }

    /// <summary>The motos of a meeting that have no run at the gate, on the track or finished.</summary>
    private async Task<IReadOnlyList<Moto>> ComingUpAsync(MeetingId meetingId, CancellationToken cancellationToken)
    {
        var meeting = meetingId.Value;
        var runs = await session.ListAsync<MotoResult>(
            all => all.Where(x => x.MeetingId == meeting && x.Phase != RacePhases.Abandoned), cancellationToken);
        var raced = runs.Select(run => run.MotoId).ToHashSet(StringComparer.Ordinal);
        var motos = await session.ListAsync<Moto>(all => all.Where(x => x.MeetingId == meeting), cancellationToken);
        return [.. motos.Where(moto => !raced.Contains(moto.MotoId.Value))];
    }

    private static Result<RaceControlPayload> Fail(Error error) => new() { Error = error };
}
