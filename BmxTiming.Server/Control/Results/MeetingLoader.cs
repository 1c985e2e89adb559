using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using BmxTiming.Server.Rulebooks;

namespace BmxTiming.Server.Control.Results;

/// <summary>Reads a meeting with everything that decides it.</summary>
internal sealed class MeetingLoader(DocumentSession session)
{
    public async Task<Result<MeetingData>> LoadAsync(MeetingId meetingId, CancellationToken cancellationToken)
    {
        var id = meetingId.Value;
        if (await session.FindAsync<Meeting>(id, cancellationToken) is not { } meeting)
        {
            return new Result<MeetingData> { Error = Refusals.NoMeeting(meetingId) };
        }

        var plan = await session.FindAsync<MeetingPlan>(id, cancellationToken) ?? MeetingPlan.Of(meetingId);
        var entries = await session.ListAsync<Entry>(all => all.Where(x => x.MeetingId == id).OrderBy(x => x.Id), cancellationToken);
        var classes = await session.ListAsync<ClassPlan>(all => all.Where(x => x.MeetingId == id).OrderBy(x => x.Id), cancellationToken);
        var motos = await session.ListAsync<Moto>(
            all => all.Where(x => x.MeetingId == id).OrderBy(x => x.Number).ThenBy(x => x.Id), cancellationToken);
        var runs = await session.ListAsync<MotoResult>(all => all.Where(x => x.MeetingId == id).OrderBy(x => x.StagedSeq), cancellationToken);
        var sheets = await session.ListAsync<MotoSheet>(all => all.Where(x => x.MeetingId == id), cancellationToken);
        var riders = await session.FindManyAsync<Rider>([.. entries.Select(static entry => entry.RiderId).Distinct()], cancellationToken);
        var book = plan.Rulebook is { } pin ? RulebookLibrary.Read(pin.Name).Value : null;
        return Result.Ok(new MeetingData(meeting, plan, book, entries, classes, motos, runs, sheets, riders));
    }
}
