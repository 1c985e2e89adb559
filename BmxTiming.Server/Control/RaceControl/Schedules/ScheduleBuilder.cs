using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Motos;

namespace BmxTiming.Server.Control.RaceControl.Schedules;

/// <summary>A meeting's motos in race order, and when each is expected at the gate.</summary>
/// <param name="PaceSource"><c>measured</c>, <c>planned</c> or <c>assumed</c>.</param>
/// <param name="DelayUs">Of the next moto against the plan; below zero = early. Absent without a plan, or when all have raced.</param>
/// <param name="EndsAtUs">When the last gate is expected.</param>
internal sealed record Schedule(
    string MeetingId, string TrackId, Micros AtUs, Micros PaceUs, string PaceSource, int Done, int Left, Micros? DelayUs, Micros? EndsAtUs,
    IReadOnlyList<ScheduledMoto> Motos);

/// <param name="State"><c>planned</c> before its first run, else the phase of its latest.</param>
/// <param name="ExpectedAtUs">Absent once it has raced, and while nothing tells when the meeting begins.</param>
internal sealed record ScheduledMoto(
    string MotoId, int Number, string ClassName, string RoundName, string State, Micros? PlannedAtUs, Micros? ExpectedAtUs, Micros? DelayUs);

/// <param name="LatestPhase">Of each moto that has a run: the phase of its latest.</param>
/// <param name="GatesUs">Every gate of the meeting, on the decoder's clock.</param>
/// <param name="LastGateUs">The last gate, on the server's clock.</param>
internal sealed record ScheduleFacts(
    IReadOnlyDictionary<string, string> LatestPhase, IReadOnlyList<Micros> GatesUs, Micros? LastGateUs);

/// <summary>Race order, plan, pace and what has run → expected times. Pure.</summary>
internal static class ScheduleBuilder
{
    public const string Planned = "planned";

    /// <summary>From gate to gate, while neither a plan nor enough gates say otherwise.</summary>
    public static readonly Micros AssumedPace = Micros.FromSeconds(120);

    /// <summary>A longer time between two gates is a break, and no pace.</summary>
    public static readonly Micros LongestGap = Micros.FromSeconds(600);

    private const int MinGaps = 3;
    private const int LatestGaps = 10;

    public static Schedule Build(
        string meetingId, string trackId, IEnumerable<Moto> motos, MeetingSchedule? plan, ScheduleFacts facts, Micros now)
    {
        var (pace, source) = PaceOf(facts.GatesUs, plan);
        var items = new List<ScheduledMoto>();
        Micros? expected = null, delay = null, previous = null;
        var (offset, before) = (Micros.Zero, 0);
        foreach (var moto in motos.OrderBy(moto => moto.Number).ThenBy(moto => moto.MotoId.Value, StringComparer.Ordinal))
        {
            var pause = BreakBetween(plan, before, moto.Number);
            offset = items.Count == 0 ? Micros.Zero : offset + (plan?.PaceUs ?? pace) + pause;
            var planned = plan is null ? (Micros?)null : plan.StartsAtUs + offset;
            var state = facts.LatestPhase.GetValueOrDefault(moto.MotoId.Value) is { } phase && phase != RacePhases.Abandoned ? phase : Planned;
            expected = null;
            if (state is Planned or RacePhases.Staged)
            {
                expected = previous is { } last ? last + pace + pause : First(facts, plan, planned, pace, pause, now);
                previous = expected;
            }

            var late = expected is { } at && planned is { } meant ? at - meant : (Micros?)null;
            delay ??= late;
            items.Add(new ScheduledMoto(moto.MotoId.Value, moto.Number, moto.ClassName, moto.RoundName, state, planned, expected, late));
            before = moto.Number;
        }

        var left = items.Count(item => item.State is Planned or RacePhases.Staged);
        return new Schedule(meetingId, trackId, now, pace, source, items.Count - left, left, delay, previous, items);
    }

    /// <summary>The next gate: a pace behind the last one, or when the meeting begins; never in the past.</summary>
    private static Micros? First(ScheduleFacts facts, MeetingSchedule? plan, Micros? planned, Micros pace, Micros pause, Micros now)
    {
        var due = facts.LastGateUs is { } last ? last + pace + pause : facts.GatesUs.Count > 0 ? now : plan is null ? null : planned;
        return due is { } at && at < now ? now : due;
    }

    private static (Micros Pace, string Source) PaceOf(IReadOnlyList<Micros> gates, MeetingSchedule? plan)
    {
        var ordered = gates.Order().ToArray();
        var gaps = ordered.Zip(ordered.Skip(1), (first, second) => second - first)
            .Where(gap => gap > Micros.Zero && gap <= LongestGap).TakeLast(LatestGaps).Order().ToArray();
        return gaps.Length >= MinGaps ? (gaps[gaps.Length / 2], "measured")
            : plan is not null ? (plan.PaceUs, "planned")
            : (AssumedPace, "assumed");
    }

    private static Micros BreakBetween(MeetingSchedule? plan, int before, int number) => new(
        (plan?.Breaks ?? []).Where(pause => pause.AfterNumber >= before && pause.AfterNumber < number && before > 0).Sum(pause => pause.DurationUs.Value));
}
