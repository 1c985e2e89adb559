using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Motos;

internal static class MotoEndpoints
{
    /// <param name="State"><c>planned</c> before its first run, else the phase of its latest.</param>
    internal sealed record MotoView(
        string MotoId, string MeetingId, int Number, string ClassName, string RoundName, IReadOnlyList<EntryView> Entries, string State,
        MotoResult? LatestRun);

    internal sealed record EntryView(int Lane, string RiderId, string? Plate, string? Name, string? Club);

    /// <param name="Plates">By entry.</param>
    private sealed record DrawnRiders(IReadOnlyDictionary<string, Rider> Riders, IReadOnlyDictionary<string, string> Plates);

    private const string Planned = "planned";

    public static void MapMotos(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meetings/{meeting_id}/motos", ListAsync).WithName("listMotos")
            .WithSummary("Motos in race order, with the latest run of each.")
            .Refuses(ControlCodes.MeetingNotFound).RequireAuthorization(Policies.View);
        api.MapPut("/meetings/{meeting_id}/motos/{moto_id}", PutAsync).WithName("putMoto")
            .WithSummary("Create or replace a moto.")
            .Refuses(ControlCodes.MeetingNotFound, ControlCodes.RiderNotFound, MeetingCodes.MeetingClosed).RequireAuthorization(Policies.Manage);
    }

    // In race order. The cursor is "number:moto_id", because two motos may have the same number while a programme is edited.
    private static async Task<Results<Ok<Page<MotoView>>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, string? cursor, int? limit, DocumentSession session,
        CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is null)
        {
            return Refusals.NoMeeting(meetingId).ToProblem();
        }

        var (meeting, count) = (meetingId.Value, Paging.Limit(limit));
        var (number, id) = Position(cursor);
        var found = await session.ListAsync<Moto>(
            all => all.Where(x => x.MeetingId == meeting && (x.Number > number || (x.Number == number && string.Compare(x.Id, id) > 0)))
                .OrderBy(x => x.Number).ThenBy(x => x.Id).Take(count + 1),
            cancellationToken);
        var shown = found.Take(count).ToArray();
        var riders = await RidersAsync(session, meetingId, shown, cancellationToken);
        var latest = await LatestRunsAsync(session, meeting, [.. shown.Select(moto => moto.MotoId.Value)], cancellationToken);
        return TypedResults.Ok(Paging.Of(
            found, count,
            moto => string.Create(CultureInfo.InvariantCulture, $"{moto.Number}:{moto.Id}"),
            moto => View(moto, riders, latest.GetValueOrDefault(moto.MotoId.Value))));
    }

    private static async Task<Results<Ok<MotoView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, [FromRoute(Name = "moto_id")] MotoId motoId, MotoBody body, HttpContext http,
        IMediator mediator, DocumentSession session, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new PutMoto(meetingId, motoId, body, http.Actor()), cancellationToken);
        if (!result.IsOk)
        {
            return result.Error.ToProblem();
        }

        var riders = await RidersAsync(session, meetingId, [result.Value], cancellationToken);
        var latest = await LatestRunsAsync(session, meetingId.Value, [motoId.Value], cancellationToken);
        return TypedResults.Ok(View(
            result.Value, riders, latest.GetValueOrDefault(motoId.Value)));
    }

    /// <summary>Who is drawn, with the plate of the start: a rider of two classes may wear two.</summary>
    private static async Task<DrawnRiders> RidersAsync(
        DocumentSession session, MeetingId meeting, IReadOnlyCollection<Moto> motos, CancellationToken cancellationToken)
    {
        var drawn = motos.SelectMany(moto => moto.Entries).ToArray();
        var riders = await session.FindManyAsync<Rider>([.. drawn.Select(entry => entry.RiderId).Distinct(StringComparer.Ordinal)], cancellationToken);
        var entries = await session.FindManyAsync<Entry>(
            [.. drawn.Select(entry => entry.EntryId).OfType<string>().Distinct(StringComparer.Ordinal).Select(id => Entry.IdOf(meeting, id))],
            cancellationToken);
        return new DrawnRiders(
            riders.ToDictionary(rider => rider.Id, StringComparer.Ordinal), entries.ToDictionary(entry => entry.EntryId, entry => entry.Plate, StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, MotoResult>> LatestRunsAsync(
        DocumentSession session, string meeting, string[] motos, CancellationToken cancellationToken)
    {
        var runs = await session.ListAsync<MotoResult>(
            all => all.Where(x => x.MeetingId == meeting && motos.Contains(x.MotoId)).OrderBy(x => x.StagedSeq), cancellationToken);
        var latest = new Dictionary<string, MotoResult>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            latest[run.MotoId] = run;
        }

        return latest;
    }

    private static MotoView View(Moto moto, DrawnRiders drawn, MotoResult? latest) => new(
        moto.MotoId.Value, moto.MeetingId, moto.Number, moto.ClassName, moto.RoundName,
        [.. moto.Entries.Select(entry =>
        {
            var rider = drawn.Riders.GetValueOrDefault(entry.RiderId);
            var plate = entry.EntryId is { } id ? drawn.Plates.GetValueOrDefault(id) : null;
            return new EntryView(entry.Lane, entry.RiderId, plate ?? rider?.Plate, rider?.DisplayName, rider?.Club);
        })],
        latest?.Phase ?? Planned,
        latest);

    private static (int Number, string Id) Position(string? cursor)
    {
        var colon = cursor?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && int.TryParse(cursor!.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, cursor![(colon + 1)..])
            : (0, "");
    }
}
