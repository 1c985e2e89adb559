using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>A moto comes to the gate, or leaves it. While races are on the track, one moto may stand on deck.</summary>
internal static class StagingRules
{
    public const int MaxLanes = 8;
    public const int MaxPoints = 16;
    public const int MaxTranspondersPerRider = 8;
    public const int MaxNextMotos = 64;

    /// <summary>What a run id has room for.</summary>
    public const int MaxRunsPerMoto = 999;

    public static Refusal? Stage(FoldStep step, StageInput stage)
    {
        if (stage.FoldVersion is < RaceFold.OldestFoldVersion or > RaceFold.FoldVersion)
        {
            return new Refusal("unknown_fold_version", "The moto is to be raced with another version of the engine.");
        }

        if (step.State.Practice is not null)
        {
            return Refusals.PracticeRunning;
        }

        if (Check(stage.Plan) is { } invalid)
        {
            return invalid;
        }

        var moto = stage.Plan.Moto.MotoId;
        if (step.State.Runs.Any(r => r.IsOpen && r.Plan.Moto.MotoId == moto))
        {
            return new Refusal("moto_open", "The moto is staged or racing already.");
        }

        if (step.State.Staged is not null)
        {
            return new Refusal("already_staged", "Another moto stands at the gate.");
        }

        var runs = step.State.Motos.GetValueOrDefault(moto).Runs;
        if (runs >= MaxRunsPerMoto)
        {
            return new Refusal("too_many_runs", "The moto has been staged too often.");
        }

        Open(step, stage, runs + 1);
        return null;
    }

    public static Refusal? Unstage(FoldStep step, UnstageInput unstage)
    {
        var run = unstage.RunId is { } id ? step.State.FindRun(id) : step.State.Staged;
        if (run is null)
        {
            return unstage.RunId is null
                ? Refusals.NothingStaged
                : new Refusal("run_not_found", "The run is not open.");
        }

        if (run.Phase != RunPhase.Staged)
        {
            return new Refusal("already_started", "The gate has dropped: reset the run instead.");
        }

        var version = step.RaiseVersion();
        step.Remove(run);
        step.Emit(run, new RaceUnstaged(run.RunId, version));
        IntentRules.Accept(step, unstage.Intent, version, run);
        return null;
    }

    private static void Open(FoldStep step, StageInput stage, int number)
    {
        var plan = stage.Plan with { Entries = [.. stage.Plan.Entries.OrderBy(e => e.Lane)] };
        var state = step.State;
        var run = new Run
        {
            RunId = RunId.Of(plan.Moto.MotoId, number),
            Number = number,
            Phase = RunPhase.Staged,
            Plan = plan,
            Riders = [.. plan.Entries.Select(e => new RunRider(e, [], []))],
            ClocksAtStageUs = ClocksOf(state),
        };
        var nextMotos = stage.NextMotos.Length > MaxNextMotos ? stage.NextMotos[..MaxNextMotos] : stage.NextMotos;
        step.State = state with
        {
            Runs = state.Runs.Add(run),
            Motos = Bounded.Put(
                state.Motos, plan.Moto.MotoId, new MotoRuns(number, state.Inputs), RaceState.MaxMotos, m => m.LastInput),
            Meeting = plan.Meeting,
            NextMotos = nextMotos,
        };
        var version = step.RaiseVersion();
        step.Emit(run, new RaceStaged(run.RunId, number, version, plan, nextMotos));
        HealthRules.CheckBeforeStart(step, run);
        IntentRules.Accept(step, stage.Intent, version, run);
    }

    private static ImmutableSortedDictionary<uint, Micros> ClocksOf(RaceState state)
    {
        var clocks = ImmutableSortedDictionary.CreateBuilder<uint, Micros>();
        foreach (var (id, decoder) in state.Decoders)
        {
            if (decoder.NowUs is { } now)
            {
                clocks.Add(id, now);
            }
        }

        return clocks.ToImmutable();
    }

    private static Refusal? Check(RacePlan plan) =>
        plan.Moto.MotoId == default || plan.Meeting.MeetingId == default
            ? new Refusal("invalid_stage", "The moto or its meeting has no id.")
            : CheckTrack(plan.Track) ?? CheckEntries(plan);

    public static Refusal? CheckTrack(Layout track)
    {
        var points = track.Points;
        if (points.Length is < 1 or > MaxPoints || points[^1].Role != PointRole.Finish || points.Count(p => p.Role == PointRole.Finish) != 1)
        {
            return new Refusal("invalid_timing_points", "A track has one finish, as the last of its timing points.");
        }

        if (points.Any(p => p.Id.Length == 0 || p.MinUs < Micros.Zero || p.MaxUs < p.MinUs) || HasTwice(points.Select(p => p.Id)))
        {
            return new Refusal("invalid_timing_points", "Each timing point needs an id of its own and a window after the gate.");
        }

        if (track.GateIds.Length is < 1 or > MaxPoints)
        {
            return new Refusal("invalid_gate_ids", "A track has one to sixteen gate ids.");
        }

        if (track.ClockOffsetsUs.Count > RaceState.MaxDecoders || track.ClockOffsetsUs.Values.Any(o => !ClockRules.IsPlausibleOffset(o)))
        {
            return new Refusal("invalid_decoder_clocks", "Clock offsets are for a few decoders and less than a day each.");
        }

        var windows = track.Windows;
        return windows.LoopHoldOffUs < Micros.Zero || windows.GateBounceUs < Micros.Zero
            || windows.FinishGraceUs < Micros.Zero || windows.FinishMaxUs < Micros.Zero
            ? new Refusal("invalid_windows", "A window cannot be negative.")
            : null;
    }

    private static Refusal? CheckEntries(RacePlan plan)
    {
        var entries = plan.Entries;
        if (entries.Length is < 1 or > MaxLanes)
        {
            return new Refusal("invalid_rider_count", "A gate holds one to eight riders.");
        }

        if (entries.Any(e => e.Lane is < 1 or > MaxLanes) || HasTwice(entries.Select(e => e.Lane)))
        {
            return new Refusal("invalid_lane", "Lanes are 1 to 8, each for one rider.");
        }

        if (entries.Any(e => e.RiderId == default) || HasTwice(entries.Select(e => e.RiderId)))
        {
            return new Refusal("rider_twice", "Each rider stands at the gate once.");
        }

        if (entries.Any(e => e.TransponderIds.Length + e.TransponderCodes.Length > MaxTranspondersPerRider))
        {
            return new Refusal("too_many_transponders", "A rider has at most eight transponders.");
        }

        if (entries.SelectMany(e => e.TransponderIds).Any(id => id == 0 || GateRules.IsSystemId(id) || plan.Track.GateIds.Contains(id)))
        {
            return new Refusal("transponder_reserved", "A transponder number is one of the gate's or the decoder's own.");
        }

        return HasTwice(entries.SelectMany(e => e.TransponderIds.Distinct()))
            || HasTwice(entries.SelectMany(e => e.TransponderCodes.Distinct(StringComparer.Ordinal)))
            ? new Refusal("transponder_twice", "Two riders carry the same transponder.")
            : null;
    }

    private static bool HasTwice<T>(IEnumerable<T> values)
    {
        var all = values.ToArray();
        return all.Distinct().Count() != all.Length;
    }
}
