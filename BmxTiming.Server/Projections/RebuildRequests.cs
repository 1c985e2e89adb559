using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections;

/// <summary>Does the rebuilds that were asked for. Two processes that do the same one leave the same.</summary>
internal sealed class RebuildRequests(DocumentSessions sessions, Rebuild rebuild, ILogger<RebuildRequests> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var request in await PendingAsync(cancellationToken))
            {
                if (TrackId.TryParse(request.Id, out var track))
                {
                    await rebuild.RunAsync(track, ProjectionNames.All, cancellationToken);
                    Log.ProjectionsRebuilt(logger, track, request.Actor);
                }

                await DoneAsync(request, cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e)))
        {
            // The workers tell of it too; the request stays.
            Log.RebuildWaits(logger, e.Message);
        }
    }

    private async Task<IReadOnlyList<RebuildRequest>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        return await session.ListAsync<RebuildRequest>(all => all, cancellationToken);
    }

    private async Task DoneAsync(RebuildRequest request, CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        if ((await session.FindAsync<RebuildRequest>(request.Id, cancellationToken))?.RequestId == request.RequestId)
        {
            session.Delete(request);
            await session.TrySaveAsync(cancellationToken);
        }
    }
}
