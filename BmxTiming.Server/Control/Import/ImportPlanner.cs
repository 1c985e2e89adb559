using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Riders;

namespace BmxTiming.Server.Control.Import;

/// <summary>Decides row by row what an import changes: a rider is the one with the UCI id, else with name and birth date. Pure.</summary>
internal sealed class ImportPlanner(string meetingId, ImportRegistry registry)
{
    /// <summary>Of provisional ids; no real id has it.</summary>
    public const string Provisional = "new:";

    private readonly RiderMatching _riders = new(registry);
    private readonly Dictionary<(string Rider, string Class), Entry> _entries = registry.Entries
        .GroupBy(entry => (entry.RiderId, Words.Fold(entry.ClassName))).ToDictionary(group => group.Key, group => group.OrderBy(e => e.Scratched).First());

    private readonly Dictionary<(string Rider, string Class), int> _seen = [];
    private readonly List<RowPlan> _rows = [];
    private readonly List<Entry> _newEntries = [];
    private readonly List<Entry> _changedEntries = [];

    public static ImportPlan Plan(
        string meetingId, ImportRegistry registry, IEnumerable<(ImportRow? Row, IReadOnlyList<RowError> Errors)> rows)
    {
        var planner = new ImportPlanner(meetingId, registry);
        foreach (var (row, errors) in rows)
        {
            if (row is null)
            {
                planner._rows.Add(new RowPlan(errors[0].Row, null, null, null, null, null, null, errors));
            }
            else
            {
                planner.Add(row);
            }
        }

        return planner.Done();
    }

    private void Add(ImportRow row)
    {
        var match = _riders.Match(row);
        var key = (match.Rider.Id, Words.Fold(row.ClassName));
        RowError[] errors =
        [
            .. match.Errors,
            .. _seen.TryGetValue(key, out var earlier) && match.Errors.Count == 0
                ? (RowError[])[new RowError(row.Number, ImportColumns.Class, RowCodes.DuplicateRow, $"Row {earlier} enters this rider in this class. Remove one of the two.")]
                : [],
        ];
        var name = $"{row.FirstName} {row.LastName}";
        if (errors.Length > 0)
        {
            _rows.Add(new RowPlan(row.Number, name, row.ClassName, row.Plate, null, null, null, errors));
            return;
        }

        _seen[key] = row.Number;
        var riderState = _riders.Take(match.Rider);
        var (entry, entryState) = Enter(row, match.Rider, key);
        _rows.Add(new RowPlan(
            row.Number, name, row.ClassName, entry.Plate, riderState,
            match.Rider.Id.StartsWith(Provisional, StringComparison.Ordinal) ? null : match.Rider.Id, entryState, []));
    }

    // The desk's word counts more than the file's: check-in, scratches and transponders stay what they are.
    private (Entry Entry, string State) Enter(ImportRow row, Rider rider, (string Rider, string Class) key)
    {
        var plate = row.Plate ?? rider.PlateOf(RiderMatching.WheelOf(row.ClassName));
        if (!_entries.TryGetValue(key, out var known))
        {
            var entry = new Entry
            {
                Id = "", MeetingId = meetingId, EntryId = "", RiderId = rider.Id, ClassName = row.ClassName, Plate = plate, Paid = row.Paid,
                TransponderIds = row.Transponders.Count > 0 && rider.TransponderIds.Count > 1 ? [row.Transponders[0]] : [],
                Note = row.HireWanted ? "wants a hire chip" : null,
            };
            _newEntries.Add(entry);
            return (entry, RowStates.New);
        }

        var changed = known with { Plate = row.Plate ?? known.Plate, Paid = known.Paid || row.Paid };
        if (changed == known)
        {
            return (known, RowStates.Unchanged);
        }

        _changedEntries.Add(changed);
        return (changed, RowStates.Changed);
    }

    private ImportPlan Done() => new()
    {
        Rows = _rows,
        NewRiders = _riders.New,
        ChangedRiders = _riders.Changed,
        NewEntries = _newEntries,
        ChangedEntries = _changedEntries,
        NewTransponders = _riders.NewTransponders,
    };
}
