using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Names the way in which a run was timed worse than usual, so that nobody takes its times for more than they are.</summary>
internal static class FlagRules
{
    /// <summary>2005-01-01: a decoder that reads less does not know the date.</summary>
    private static readonly Micros s_clockSetUs = Micros.FromSeconds(1_104_537_600);

    /// <summary>One rider who is missed is a missed read; two are a loop that does not read.</summary>
    private const int SilentFrom = 2;

    /// <summary>Tells of the run's flags when they are not what was told last.</summary>
    public static void Refresh(FoldStep step, RunId id)
    {
        if (step.State.FindRun(id) is not { } run)
        {
            return;
        }

        var flags = Of(run);
        if (!flags.SequenceEqual(run.Flags))
        {
            step.Put(run with { Flags = flags });
            step.Emit(run, new RunFlagged(id, flags));
        }
    }

    private static ImmutableArray<RunFlag> Of(Run run)
    {
        var flags = ImmutableArray.CreateBuilder<RunFlag>();
        if (run.ClockSet is not null)
        {
            flags.Add(new RunFlag(FlagCode.TimesUnsafe, null));
        }

        if (run.Gate is { } gate && gate.TimeUs < s_clockSetUs)
        {
            flags.Add(new RunFlag(FlagCode.ClockUnset, null));
        }

        if (run.Phase == RunPhase.Finished || (run.Phase == RunPhase.Racing && run.DecisionRaised))
        {
            AddSilentLoops(run, flags);
        }

        return flags.ToImmutable();
    }

    /// <summary>Loops that read nobody although riders got past them; the last one cannot be passed, so being out at all counts there.</summary>
    private static void AddSilentLoops(Run run, ImmutableArray<RunFlag>.Builder flags)
    {
        var finish = run.Plan.Track.FinishIndex;
        for (var point = 0; point <= finish; point++)
        {
            var read = run.Riders.Any(r => r.CrossingAt(point) is { Read.IsManual: false });
            var past = run.Riders.Count(r => r.Crossings.Any(c => !c.Read.IsManual && (c.Point > point || point == finish)));
            if (!read && past >= SilentFrom)
            {
                flags.Add(new RunFlag(FlagCode.LoopSilent, run.Plan.Track.Points[point].Id));
            }
        }
    }
}
