using System.Diagnostics;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Projections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace BmxTiming.Bench.Rows;

/// <summary><c>rebuild</c> of a track's read models from a day of 150 motos: read, fold, replace in one transaction.</summary>
internal sealed class RebuildDay : IBenchmark
{
    private static readonly Turns s_turns = new(WarmUps: 15, Rounds: 9);

    private static readonly RowSpec s_row = new(
        "rebuild", "documents/s", Better.Higher,
        "the day's events through the client library's ordered consumer, thrown away, then the same documents in one bare Npgsql batch of upserts",
        "rebuild of the track's read models: read, fold, replace in one transaction")
    {
        Bar = 0.5,
        Stretch = 0.8,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_row];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var logs = await context.LogsAsync(cancellationToken);
        var day = await RecordedDay.SeedAsync(logs, TrackId.Parse("bench-rebuild"), cancellationToken);
        await using var store = await PostgresStore.StartAsync(context.Workspace, cancellationToken);
        var rebuild = new Rebuild(logs.Broker, logs.Services.GetRequiredService<SubjectReader>(), store.Sessions);
        await RebuildAsync(rebuild, day, cancellationToken);
        var documents = await DocumentsAsync(store.Source, cancellationToken);
        await using var race = new BareReader(await context.BrokerAsync(cancellationToken), StreamNames.Race, Subjects.Race(day.Track));
        await PrepareAsync(store.Source, cancellationToken);
        var samples = await Interleaved.RunAsync(
            s_turns,
            async token => await race.ReadAsync(day.Events, token) + await UpsertAsync(store.Source, documents, token),
            async token =>
            {
                var start = Stopwatch.GetTimestamp();
                var stored = await RebuildAsync(rebuild, day, token);
                return stored == documents.Count
                    ? Stopwatch.GetElapsedTime(start).TotalSeconds
                    : throw new MeasurementException($"{stored} of {documents.Count} documents were stored");
            },
            cancellationToken);
        return [new BenchRow(s_row, samples.Select(seconds => documents.Count / seconds))];
    }

    /// <returns>How many documents were stored.</returns>
    private static async Task<int> RebuildAsync(Rebuild rebuild, RecordedDay day, CancellationToken cancellationToken)
    {
        var outcome = (await rebuild.RunAsync(day.Track, ProjectionFeed.Race.Projections, cancellationToken)).Single();
        return outcome.Messages == day.Events && outcome.Unreadable == 0
            ? outcome.Documents.Stored
            : throw new MeasurementException($"{outcome.Messages} of {day.Events} events were folded, {outcome.Unreadable} not readable");
    }

    private static async Task<IReadOnlyList<(string Id, string Data)>> DocumentsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var documents = new List<(string, string)>();
        foreach (var table in (string[])["raceboard", "motoresult", "classstanding", "trackdiagnostics"])
        {
            await using var command = source.CreateCommand($"select id, data::text from read.mt_doc_{table}");
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                documents.Add(($"{table}:{rows.GetString(0)}", rows.GetString(1)));
            }
        }

        return documents;
    }

    private static async Task PrepareAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("create table bench_documents (id text primary key, data jsonb not null)");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<double> UpsertAsync(
        NpgsqlDataSource source, IReadOnlyList<(string Id, string Data)> documents, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (id, data) in documents)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                "insert into bench_documents (id, data) values ($1, $2) on conflict (id) do update set data = excluded.data")
            {
                Parameters = { new NpgsqlParameter { Value = id }, new NpgsqlParameter { Value = data, NpgsqlDbType = NpgsqlDbType.Jsonb } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
