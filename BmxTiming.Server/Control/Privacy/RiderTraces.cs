using System.Text.Json;
using System.Text.Json.Nodes;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Control.Privacy;

/// <summary>Takes names and other personal data of riders out of documents that are not about them alone.</summary>
internal sealed class RiderTraces(DocumentSession session, IOptions<JsonOptions> json)
{
    /// <summary>What an audit entry says instead of the request it held.</summary>
    public const string ErasedChange = """{"erased":true}""";

    public async Task RemoveAsync(IReadOnlyList<Rider> riders, CancellationToken cancellationToken)
    {
        foreach (var rider in riders)
        {
            await FromAuditAsync(rider, cancellationToken);
            await FromIntentsAsync(rider.Id, cancellationToken);
            await FromResultsAsync(rider.Id, cancellationToken);
        }
    }

    // Requests about the rider, and those of others that name the rider in full.
    private async Task FromAuditAsync(Rider rider, CancellationToken cancellationToken)
    {
        var (subject, first, last) = ($"riders/{rider.Id}", JsonText(rider.FirstName), JsonText(rider.LastName));
        var entries = await session.ListAsync<AuditEntry>(
            all => all.Where(x => x.Subject == subject || (x.Change.Contains(first) && x.Change.Contains(last))), cancellationToken);
        foreach (var entry in entries)
        {
            session.Store(entry with { Change = ErasedChange });
        }
    }

    // A sent intent is kept to answer its repetition, for which its names are not needed.
    private async Task FromIntentsAsync(string id, CancellationToken cancellationToken)
    {
        var quoted = $"\"{id}\"";
        foreach (var intent in await session.ListAsync<OutboxIntent>(all => all.Where(x => x.Message.Contains(quoted)), cancellationToken))
        {
            var message = JsonNode.Parse(intent.Message)!;
            if (message["payload"]?["stage"]?["riders"] is not JsonArray staged)
            {
                continue;
            }

            foreach (var row in staged.OfType<JsonObject>().Where(row => (string?)row["rider_id"] == id))
            {
                row["display_name"] = "";
                row["club"] = null;
                row["transponder_ids"] = new JsonArray();
            }

            session.Store(intent with { Message = message.ToJsonString() });
        }
    }

    // Open runs belong to the projections, which may be writing them now; boards are replaced by the next race.
    private async Task FromResultsAsync(string id, CancellationToken cancellationToken)
    {
        var entries = await session.ListAsync<Entry>(all => all.Where(x => x.RiderId == id), cancellationToken);
        var motos = await session.ListAsync<Moto>(all => all.Where(x => x.Entries.Any(entry => entry.RiderId == id)), cancellationToken);
        var meetings = entries.Select(entry => entry.MeetingId).Concat(motos.Select(moto => moto.MeetingId)).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var run in await session.ListAsync<MotoResult>(all => all.Where(x => meetings.Contains(x.MeetingId)), cancellationToken))
        {
            if (run.Results is not null && run.Riders.Any(row => row.RiderId.Value == id))
            {
                session.Store(run with
                {
                    Riders = [.. run.Riders.Select(row => row.RiderId.Value == id ? row with { Name = "", Club = null } : row)],
                });
            }
        }
    }

    /// <summary>As it stands inside the JSON text of an audit entry.</summary>
    private string JsonText(string text) => JsonSerializer.Serialize(text, json.Value.SerializerOptions)[1..^1];
}
