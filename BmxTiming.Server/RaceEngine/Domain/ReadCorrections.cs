using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Officials enter a crossing, strike one out, or say whose a passing was. Reads are never lost by it.</summary>
internal static class ReadCorrections
{
    private static readonly Micros s_longestRaceUs = Micros.FromSeconds(3_600);

    public static (Run?, Refusal?) Insert(FoldStep step, Run run, InsertRead insert)
    {
        var point = run.Plan.Track.IndexOf(insert.TimingPoint);
        if (run.Gate is not { } gate)
        {
            return (null, Refusals.NotStarted);
        }

        if (run.RiderIn(insert.Lane) is not { Scratched: false } rider)
        {
            return (null, Refusals.NoSuchRider);
        }

        if (point < 0)
        {
            return (null, new Refusal("unknown_timing_point", "The track has no such timing point."));
        }

        if (rider.CrossingAt(point) is not null)
        {
            return (null, new Refusal("already_crossed", "The rider has a time there: void it first."));
        }

        if (insert.ElapsedUs <= Micros.Zero || insert.ElapsedUs > s_longestRaceUs)
        {
            return (null, new Refusal("invalid_time", "The time is no time of a race."));
        }

        var read = new LoopRead(
            gate.DecoderId, LoopRead.ManualEpoch, (uint)point, gate.TimeUs + insert.ElapsedUs, insert.TimingPoint, step.CapturedUs)
        {
            Arrival = step.State.Inputs,
        };
        var changed = RiderReads.WithCrossings(run, rider with { Reads = RiderReads.Insert(rider, read) });
        return changed.Crossings.Any(c => c.Read == read) && rider.Crossings.All(c => changed.CrossingAt(c.Point) is not null)
            ? (run.With(changed), null)
            : (null, new Refusal("not_plausible", "The time does not fit to the rider's other times."));
    }

    /// <summary>With a crossing go its second reads, or one of them would take its place.</summary>
    public static (Run?, Refusal?) Strike(Run run, VoidRead strike)
    {
        if (run.Gate is null)
        {
            return (null, Refusals.NotStarted);
        }

        if (Find(run, strike.Read) is not var (rider, read))
        {
            return (null, Refusals.NoSuchPassing);
        }

        if (read.Voided == strike.Void)
        {
            return (null, Refusals.NoChange);
        }

        var reads = read.IsManual
            ? rider.Reads.Remove(read)
            : [.. rider.Reads.Select(r => IsOneCrossing(run, r, read) ? r with { Voided = strike.Void } : r)];
        return (run.With(RiderReads.WithCrossings(run, rider with { Reads = reads })), null);
    }

    /// <summary>
    /// Gives a passing to a lane. Of a transponder that is nobody's in this run, the rider keeps it: its other passings
    /// count too, those that came and those to come. Without a lane the passing goes back to whom it names, or to nobody.
    /// </summary>
    public static (Run?, Refusal?) Assign(FoldStep step, Run run, AssignPassing assign)
    {
        if (run.Gate is not { } gate)
        {
            return (null, Refusals.NotStarted);
        }

        if (step.State.Decoders.GetValueOrDefault(assign.DecoderId) is not { } decoder
            || !decoder.Marks.TryGetValue(assign.PassingNumber, out var mark)
            || RiderReads.Remembered(step, run, assign.DecoderId, assign.PassingNumber, mark).TimeUs < gate.TimeUs)
        {
            return (null, Refusals.NoSuchPassing);
        }

        if (mark.TransponderId is not 0 && (GateRules.IsSystemId(mark.TransponderId) || run.Plan.Track.GateIds.Contains(mark.TransponderId)))
        {
            return (null, new Refusal("not_a_rider", "The passing is a gate pulse."));
        }

        var owner = RiderReads.FindEntered(run, mark.Tag);
        var to = assign.Lane is { } lane ? run.RiderIn(lane) : owner;
        if (assign.Lane is not null && to is not { Scratched: false })
        {
            return (null, Refusals.NoSuchRider);
        }

        var from = run.Riders.FirstOrDefault(r => r.Reads.Any(x => x.IsOf(assign.DecoderId, assign.PassingNumber)));
        if (from?.Entry.Lane == to?.Entry.Lane)
        {
            return (null, Refusals.NoChange);
        }

        uint[] numbers = owner is null && mark.Tag != default
            ? [.. decoder.Marks.Where(m => RiderReads.IsSame(m.Value.Tag, mark.Tag)).Select(m => m.Key)]
            : [assign.PassingNumber];
        var freed = run with { Riders = [.. run.Riders.Select(r => Without(r, assign.DecoderId, numbers, mark.Tag))] };
        LoopRead ReadOf(uint number) => run.Riders.SelectMany(r => r.Reads).FirstOrDefault(r => r.IsOf(assign.DecoderId, number))
            ?? RiderReads.Remembered(step, run, assign.DecoderId, number, decoder.Marks[number]);
        var given = to is null
            ? freed
            : freed.With(With(freed.RiderIn(to.Entry.Lane)!, numbers.Select(ReadOf).Where(r => r.TimeUs >= gate.TimeUs), owner is null ? mark.Tag : default));
        return (given with { Riders = [.. given.Riders.Select(r => RiderReads.WithCrossings(given, r))] }, null);
    }

    private static RunRider Without(RunRider rider, uint decoderId, uint[] numbers, Tag tag) => rider with
    {
        Reads = rider.Reads.RemoveAll(r => numbers.Any(n => r.IsOf(decoderId, n))),
        Aliases = rider.Aliases.RemoveAll(a => RiderReads.IsSame(a, tag)),
    };

    /// <param name="tag">The transponder that the rider keeps, if any.</param>
    private static RunRider With(RunRider rider, IEnumerable<LoopRead> reads, Tag tag)
    {
        foreach (var read in reads)
        {
            rider = rider with { Reads = RiderReads.Insert(rider, read) };
        }

        return tag != default && rider.Aliases.Length < RunRider.MaxAliases
            ? rider with { Aliases = rider.Aliases.Add(tag) }
            : rider;
    }

    private static (RunRider Rider, LoopRead Read)? Find(Run run, ReadName name)
    {
        foreach (var rider in run.Riders)
        {
            var read = name is { DecoderId: { } decoder, PassingNumber: { } number }
                ? rider.Reads.FirstOrDefault(r => r.IsOf(decoder, number))
                : rider.Entry.Lane == name.Lane ? rider.CrossingAt(run.Plan.Track.IndexOf(name.TimingPoint))?.Read : null;
            if (read is not null)
            {
                return (rider, read);
            }
        }

        return null;
    }

    private static bool IsOneCrossing(Run run, LoopRead a, LoopRead b)
    {
        var apartUs = a.TimeUs < b.TimeUs ? b.TimeUs - a.TimeUs : a.TimeUs - b.TimeUs;
        return !a.IsManual && a.DecoderId == b.DecoderId && a.TimingPoint == b.TimingPoint
            && (a == b || apartUs < run.Plan.Track.Windows.LoopHoldOffUs);
    }
}
