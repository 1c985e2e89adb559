using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Tests.Simulation;

/// <summary>A projection worker: the real apply functions, one transaction a batch; two rivals do the same track.</summary>
internal sealed class SimulatedProjection(string name, TrackWorld world) : SimulatedProcess(name)
{
    private const int BatchEvents = 5;

    protected override async Task RunAsync(ProcessLife life)
    {
        var link = new BrokerLink(world.Net, world.Broker, life, world.Random);
        while (true)
        {
            try
            {
                await FollowAsync(life, link);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                await world.PauseAsync(life);
            }
        }
    }

    private async Task FollowAsync(ProcessLife life, BrokerLink link)
    {
        var documents = await world.StoreAsync(life, () => world.Documents);
        var events = 0;
        await foreach (var message in link.ReadAsync(
            StreamNames.Race, Subjects.Race(TrackWorld.Track), (ulong)documents.Position + 1, "projections", CancellationToken.None))
        {
            documents = documents.Apply(message);
            if (message.Pending > 0 && ++events < BatchEvents)
            {
                continue;
            }

            events = 0;
            var next = documents;
            if (!await world.StoreAsync(life, () => world.TryStore(next)))
            {
                return;
            }
        }
    }
}

/// <summary>The read models of the track as one transaction leaves them.</summary>
/// <param name="Position">Sequence of the last event in them: the revision of the checkpoint.</param>
internal sealed record ReadModels(long Position, RaceBoard Board, IReadOnlyDictionary<string, MotoResult> Results)
{
    public static ReadModels Empty { get; } = new(0, RaceBoard.Empty(TrackWorld.Track), new Dictionary<string, MotoResult>());

    public ReadModels Apply(LogMessage message)
    {
        var seq = (long)message.StreamSeq;
        var raceEvent = JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)!;
        var results = Results;
        if (MotoResults.RunOf(raceEvent) is { } run)
        {
            var id = MotoResult.IdOf(TrackWorld.Track, run);
            if (MotoResults.Apply(Results.GetValueOrDefault(id), raceEvent, seq) is { } result)
            {
                results = new Dictionary<string, MotoResult>(Results) { [id] = result };
            }
        }

        return new ReadModels(seq, RaceBoards.Apply(Board, raceEvent, seq), results);
    }
}
