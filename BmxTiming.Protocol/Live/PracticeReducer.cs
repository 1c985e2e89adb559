using BmxTiming.Protocol.Race;

namespace BmxTiming.Protocol.Live;

/// <summary>What practice events change in a snapshot.</summary>
internal static class PracticeReducer
{
    public static RaceSnapshot Changed(RaceSnapshot snapshot, PracticeChangedPayload practice) => snapshot with
    {
        Practice = practice.On ? new PracticeView(practice.TrackName ?? "", practice.TimingPoints ?? [], []) : null,
        RunVersion = practice.RunVersion,
    };

    public static RaceSnapshot Time(RaceSnapshot snapshot, PracticeTimePayload time)
    {
        if (snapshot.Practice is not { } practice)
        {
            return snapshot;
        }

        var known = practice.Rows.FirstOrDefault(row => IsOf(row, time));
        var best = known?.Best.Where(split => split.TimingPoint != time.TimingPoint) ?? [];
        var row = new PracticeRow(
            time.TransponderId, time.TransponderCode, time.TimingPoint, time.ElapsedUs,
            [.. best, new SplitRow(time.TimingPoint, time.BestUs)], time.Finishes);
        return snapshot with
        {
            Practice = practice with
            {
                Rows = [.. practice.Rows.Where(other => !IsOf(other, time)).Prepend(row).Take(PracticeView.MaxRows)],
            },
        };
    }

    private static bool IsOf(PracticeRow row, PracticeTimePayload time) =>
        row.TransponderId == time.TransponderId && row.TransponderCode == time.TransponderCode;
}
