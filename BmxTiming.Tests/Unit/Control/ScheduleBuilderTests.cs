using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.RaceControl.Schedules;
using Xunit;

namespace BmxTiming.Tests.Unit.Control;

public sealed class ScheduleBuilderTests
{
    private static readonly MeetingSchedule s_plan = new() { Id = "day-1", StartsAtUs = At(0), PaceUs = Micros.FromSeconds(90) };

    [Fact]
    public void Before_the_first_gate_the_plan_is_what_is_expected()
    {
        var schedule = Build(3, s_plan, [], null, At(-600));
        Assert.Equal([At(0), At(90), At(180)], schedule.Motos.Select(moto => moto.ExpectedAtUs!.Value));
        Assert.Equal((Micros.Zero, At(180), "planned"), (schedule.DelayUs, schedule.EndsAtUs, schedule.PaceSource));
    }

    [Fact]
    public void Without_a_plan_and_a_gate_nothing_is_expected()
    {
        var schedule = Build(2, null, [], null, At(0));
        Assert.All(schedule.Motos, moto => Assert.Null(moto.ExpectedAtUs));
        Assert.Equal("assumed", schedule.PaceSource);
    }

    [Fact]
    public void Of_four_gates_the_pace_is_measured_and_the_rest_of_the_day_follows_from_it()
    {
        var schedule = Build(6, s_plan, [100, 220, 340, 470], RacePhases.Finished, At(480));
        Assert.Equal(("measured", Micros.FromSeconds(120)), (schedule.PaceSource, schedule.PaceUs));
        Assert.Equal((4, 2), (schedule.Done, schedule.Left));
        Assert.Equal([At(590), At(710)], schedule.Motos.Skip(4).Select(moto => moto.ExpectedAtUs!.Value));
        Assert.Equal(Micros.FromSeconds(590 - 360), schedule.DelayUs);
    }

    [Fact]
    public void A_long_break_is_no_pace() =>
        Assert.Equal(Micros.FromSeconds(100), Build(9, s_plan, [0, 100, 200, 300, 4_000, 4_100], RacePhases.Finished, At(4_110)).PaceUs);

    [Fact]
    public void A_moto_that_should_have_started_is_expected_now_and_never_in_the_past() =>
        Assert.Equal(At(900), Build(2, s_plan, [100], RacePhases.Finished, At(900)).Motos[1].ExpectedAtUs);

    [Fact]
    public void An_abandoned_run_leaves_its_moto_to_be_raced()
    {
        var schedule = Build(2, s_plan, [10], RacePhases.Abandoned, At(20));
        Assert.Equal(("planned", 2), (schedule.Motos[0].State, schedule.Left));
        Assert.Equal(At(100), schedule.Motos[0].ExpectedAtUs);
    }

    [Fact]
    public void A_break_moves_what_is_behind_it()
    {
        var schedule = Build(3, s_plan with { Breaks = [new PlannedBreak(1, Micros.FromSeconds(1_800))] }, [], null, At(0));
        Assert.Equal([At(0), At(1_890), At(1_980)], schedule.Motos.Select(moto => moto.PlannedAtUs!.Value));
        Assert.Equal(schedule.Motos.Select(moto => moto.PlannedAtUs), schedule.Motos.Select(moto => moto.ExpectedAtUs));
    }

    /// <param name="gates">Seconds; the first motos of the meeting have run at them, one each.</param>
    private static Schedule Build(int motos, MeetingSchedule? plan, long[] gates, string? phase, Micros now)
    {
        var facts = new ScheduleFacts(
            Enumerable.Range(1, gates.Length).ToDictionary(number => $"m{number}", _ => phase!, StringComparer.Ordinal),
            [.. gates.Select(At)],
            gates.Length == 0 ? null : At(gates[^1]));
        return ScheduleBuilder.Build("day-1", "track-a", Enumerable.Range(1, motos).Select(Moto), plan, facts, now);
    }

    private static Moto Moto(int number) => new()
    {
        Id = $"day-1:m{number}",
        MeetingId = "day-1",
        MotoId = MotoId.Parse($"m{number}"),
        Number = number,
        ClassName = "Boys 12",
        RoundName = "Moto 1",
        Entries = [],
    };

    private static Micros At(long seconds) => Micros.FromSeconds(1_700_000_000 + seconds);
}
