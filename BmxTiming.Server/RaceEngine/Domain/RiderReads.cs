using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Whose a read is, and what a rider's reads amount to.</summary>
internal static class RiderReads
{
    private static readonly Comparer<LoopRead> s_byTime = Comparer<LoopRead>.Create(LoopRead.Compare);

    /// <summary>The rider a transponder names in this run: what officials gave to a lane first, then what was entered.</summary>
    public static RunRider? Find(Run run, Tag tag)
    {
        foreach (var rider in run.Riders)
        {
            if (!rider.Scratched && HasAlias(rider, tag))
            {
                return rider;
            }
        }

        return FindEntered(run, tag);
    }

    /// <summary>By number; by code only where the frame carries no number.</summary>
    public static RunRider? FindEntered(Run run, Tag tag)
    {
        foreach (var rider in run.Riders)
        {
            var names = tag switch
            {
                { TransponderId: { } id } => rider.Entry.TransponderIds.Contains(id),
                { TransponderCode: { } code } => rider.Entry.TransponderCodes.Contains(code),
                _ => false,
            };
            if (names && !rider.Scratched)
            {
                return rider;
            }
        }

        return null;
    }

    public static bool HasAlias(RunRider rider, Tag tag)
    {
        foreach (var alias in rider.Aliases)
        {
            if (IsSame(alias, tag))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsSame(Tag a, Tag b) => a.TransponderId is { } id
        ? b.TransponderId == id
        : b.TransponderId is null && a.TransponderCode is not null && a.TransponderCode == b.TransponderCode;

    /// <summary>A live or re-sent passing as a read of a run, in the track's time.</summary>
    public static LoopRead Of(FoldStep step, Run run, PassingInput passing, int epoch)
    {
        var timeUs = run.Plan.Track.TrackTime(passing.DecoderId, passing.RtcTimeUs);
        if (run.ClockSet is { } set && set.DecoderId == passing.DecoderId && !passing.Resent)
        {
            timeUs -= set.DeltaUs;
        }

        return new LoopRead(passing.DecoderId, epoch, passing.PassingNumber, timeUs, passing.TimingPoint, step.CapturedUs)
        {
            Arrival = step.State.Inputs,
        };
    }

    /// <summary>A passing that came before, as a read of a run.</summary>
    public static LoopRead Remembered(FoldStep step, Run run, uint decoderId, uint number, PassingMark mark)
    {
        var decoder = step.State.Decoders[decoderId];
        var capturedUs = decoder.ServerMinusDecoderUs is { } offset ? mark.RtcTimeUs + offset : step.CapturedUs;
        return new LoopRead(
            decoderId, decoder.Epoch, number, run.Plan.Track.TrackTime(decoderId, mark.RtcTimeUs), null, capturedUs)
        {
            Arrival = step.State.Inputs,
        };
    }

    /// <summary>Gives a run the passings of its riders that came while it was not there to take them.</summary>
    public static Run Recall(FoldStep step, Run run, Micros fromUs)
    {
        foreach (var (decoderId, decoder) in step.State.Decoders)
        {
            foreach (var (number, mark) in decoder.Marks)
            {
                var read = Remembered(step, run, decoderId, number, mark);
                if (read.TimeUs >= fromUs && Find(run, mark.Tag) is { } rider && !rider.Reads.Any(r => r.IsOf(decoderId, number)))
                {
                    run = run.With(rider with { Reads = Insert(rider, read) });
                }
            }
        }

        return run;
    }

    public static RunRider WithCrossings(Run run, RunRider rider) => run.Gate is { } gate
        ? rider with { Crossings = CrossingAssignment.Of(run.Plan.Track, gate, rider.Reads).Crossings }
        : rider;

    /// <summary>By time; at the limit the oldest read that is no crossing makes room, so that noise cannot push a crossing out.</summary>
    public static ImmutableArray<LoopRead> Insert(RunRider rider, LoopRead read)
    {
        var reads = rider.Reads;
        if (reads.Length >= RunRider.MaxReads)
        {
            var spare = reads.FirstOrDefault(r => rider.Crossings.All(c => c.Read != r)) ?? reads[0];
            reads = reads.Remove(spare);
        }

        var index = reads.BinarySearch(read, s_byTime);
        return reads.Insert(index < 0 ? ~index : index, read);
    }
}
