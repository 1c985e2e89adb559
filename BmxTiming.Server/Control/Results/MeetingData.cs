using BmxTiming.Protocol.Live;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.ReadModels;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Control.Results;

/// <summary>Everything that decides a meeting, at one moment.</summary>
/// <param name="Book">Absent = no rulebook is chosen.</param>
internal sealed record MeetingData(
    Meeting Meeting, MeetingPlan Plan, Rulebook? Book, IReadOnlyList<Entry> Entries, IReadOnlyList<ClassPlan> Classes,
    IReadOnlyList<Moto> Motos, IReadOnlyList<MotoResult> Runs, IReadOnlyList<MotoSheet> Sheets, IReadOnlyList<Rider> Riders)
{
    public ClassPlan? ClassOf(string className) => Classes.FirstOrDefault(plan => plan.ClassName == className);

    public Entry? EntryOf(string entryId) => Entries.FirstOrDefault(entry => entry.EntryId == entryId);

    /// <summary>What a start is timed with: its own, or those of the rider.</summary>
    public IReadOnlyList<uint> TranspondersOf(Entry entry) => entry.TransponderIds.Count > 0
        ? entry.TransponderIds
        : Riders.FirstOrDefault(rider => rider.Id == entry.RiderId)?.TransponderIds ?? [];

    /// <summary>Entries by the class in which they ride.</summary>
    public IEnumerable<IGrouping<string, Entry>> Riding => Entries
        .Where(static entry => !entry.Scratched)
        .GroupBy(entry => Plan.RidesIn(entry.ClassName), StringComparer.Ordinal)
        .OrderBy(static group => group.Key, StringComparer.Ordinal);

    /// <summary>The latest run of a moto that was raced to its end.</summary>
    public MotoResult? RunOf(string motoId) => Runs
        .Where(run => run.MotoId == motoId && run is { Phase: RacePhases.Finished, Results: not null })
        .MaxBy(static run => run.RunNumber);

    /// <summary>The latest run of a moto that was not abandoned, also while it is raced.</summary>
    public MotoResult? LatestRunOf(string motoId) => Runs
        .Where(run => run.MotoId == motoId && run.Phase != RacePhases.Abandoned).MaxBy(static run => run.RunNumber);

    /// <returns>What counts of a moto; null = it has no result.</returns>
    public MotoOutcome? OutcomeOf(string motoId)
    {
        var run = RunOf(motoId);
        var sheet = Sheets.FirstOrDefault(found => found.MotoId == motoId);
        if (sheet is { Withdrawn: false } && sheet.RunNumber >= (run?.RunNumber ?? 0))
        {
            return new MotoOutcome(sheet.RunNumber, sheet.Rows, sheet, run);
        }

        return run is null || run.NeedsDecision.Count > 0
            ? null
            : new MotoOutcome(
                run.RunNumber,
                [.. run.Results!.Select(static row => new SheetRow(
                    row.RiderId.Value, row.Code is null ? row.Place : null, row.Code?.ToUpperInvariant(), row.ElapsedUs))],
                null, run);
    }

    public bool IsRaced(ClassPlan plan, DrawnRoundAt at) => OutcomeOf(plan.MotoIdOf(at.Round, at.Gate)) is not null;

    public MeetingData With(ClassPlan plan) =>
        this with { Classes = [.. Classes.Where(other => other.Id != plan.Id), plan] };

    public MeetingData With(MotoSheet sheet) =>
        this with { Sheets = [.. Sheets.Where(other => other.Id != sheet.Id), sheet] };

    public MeetingData With(Entry entry) =>
        this with { Entries = [.. Entries.Where(other => other.Id != entry.Id), entry] };
}

internal readonly record struct DrawnRoundAt(string Round, int Gate);

internal sealed record MotoOutcome(int RunNumber, IReadOnlyList<SheetRow> Rows, MotoSheet? Sheet, MotoResult? Run);
