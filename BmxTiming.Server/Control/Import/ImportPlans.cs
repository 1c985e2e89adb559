using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Import;

/// <summary>Reads the registry and plans an import; stores nothing.</summary>
internal sealed class ImportPlans(DocumentSession session, TransponderClaims claims, TimeProvider time)
{
    public async Task<Result<(ImportPlan Plan, ImportColumns Columns)>> OfAsync(
        MeetingId meetingId, ImportTable table, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is null)
        {
            return new Result<(ImportPlan, ImportColumns)> { Error = Refusals.NoMeeting(meetingId) };
        }

        var columns = ImportColumns.Of(table.Rows[0]);
        if (!columns.IsOk)
        {
            return new Result<(ImportPlan, ImportColumns)> { Error = columns.Error };
        }

        var rows = table.Rows.Skip(1).ToArray();
        var dates = new BirthDates(rows.Select(row => row.Cell(columns.Value[ImportColumns.BirthDate])));
        var reader = new RowReader(columns.Value, dates, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var read = rows.Select(reader.Read).ToArray();
        var registry = await ImportRegistry.ReadAsync(
            session, claims, meetingId.Value, [.. read.Select(row => row.Row).OfType<ImportRow>()], cancellationToken);
        return Result.Ok((ImportPlanner.Plan(meetingId.Value, registry, read), columns.Value));
    }
}
