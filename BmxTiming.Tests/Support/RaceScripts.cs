namespace BmxTiming.Tests.Support;

/// <summary>Whole races as raw logs.</summary>
internal static class RaceScripts
{
    private static readonly int[] s_hillMs = [2_581, 2_604, 2_655, 2_690];
    private static readonly int[] s_splitMs = [14_020, 13_950, 14_400, 14_811];
    private static readonly int[] s_finishMs = [35_123, 34_987, 35_987, 36_450];

    /// <summary>Four riders, every loop read once, with the STATUS a decoder sends every five seconds.</summary>
    public static void CleanRace(RawLogBuilder log, string moto = "moto-1", double startMs = 0)
    {
        log.Status(startMs - 4_000);
        log.Stage(moto);
        log.Gate(startMs);
        Cross(log, startMs, s_hillMs);
        log.Status(startMs + 5_000);
        log.Status(startMs + 10_000);
        Cross(log, startMs, s_splitMs);
        log.Status(startMs + 15_000);
        Cross(log, startMs, s_finishMs);
        log.Status(startMs + 40_000);
    }

    private static void Cross(RawLogBuilder log, double startMs, int[] times)
    {
        foreach (var (ms, lane) in times.Select((ms, i) => (ms, i + 1)).Order())
        {
            log.Lane(lane, startMs + ms);
        }
    }
}
