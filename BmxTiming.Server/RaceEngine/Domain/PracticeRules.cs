using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Practice: from each gate on, every transponder is timed over the loops. No moto is touched by it.</summary>
internal static class PracticeRules
{
    public static Refusal? Apply(FoldStep step, PracticeInput input)
    {
        var running = step.State.Practice is not null;
        if (input.Track is null ? !running : running)
        {
            return Refusals.NoChange;
        }

        if (input.Track is { } track)
        {
            if (step.State.Runs.Any(r => r.IsOpen))
            {
                return new Refusal("race_open", "A moto is at the gate or on the track.");
            }

            if (StagingRules.CheckTrack(track) is { } invalid)
            {
                return invalid;
            }
        }

        var version = step.RaiseVersion();
        step.State = step.State with { Practice = input.Track is null ? null : new Practice(input.Track) };
        step.Emit(new PracticeChanged(input.Track, version));
        IntentRules.Accept(step, input.Intent, version, null);
        return null;
    }

    /// <summary>Time zero for all; their best times stay.</summary>
    public static void Gate(FoldStep step, Practice practice, GatePulse pulse) => step.State = step.State with
    {
        Practice = practice with
        {
            Gate = pulse with { TimeUs = practice.Track.TrackTime(pulse.DecoderId, pulse.TimeUs) },
            Riders = [.. practice.Riders.Select(r => r with { Reads = [] })],
        },
    };

    public static void Read(FoldStep step, PassingInput passing, int epoch)
    {
        if (step.State.Practice is not { Gate: { } gate } practice || passing.Tag == default)
        {
            return;
        }

        var track = practice.Track;
        var read = new LoopRead(
            passing.DecoderId, epoch, passing.PassingNumber, track.TrackTime(passing.DecoderId, passing.RtcTimeUs), passing.TimingPoint,
            step.CapturedUs)
        {
            Arrival = step.State.Inputs,
        };
        var rider = practice.Riders.FirstOrDefault(r => RiderReads.IsSame(r.Tag, passing.Tag))
            ?? new PracticeRider(passing.Tag, [], [.. track.Points.Select(_ => (Micros?)null)], 0, 0);
        if (read.TimeUs < gate.TimeUs || rider.Reads.Length >= RunRider.MaxReads)
        {
            return;
        }

        var before = CrossingAssignment.Of(track, gate, rider.Reads).Crossings;
        var reads = rider.Reads.Add(read).Sort(LoopRead.Compare);
        var taken = CrossingAssignment.Of(track, gate, reads).Crossings.Where(c => !before.Contains(c)).ToArray();
        rider = rider with { Reads = reads, LastInput = step.State.Inputs };
        foreach (var crossing in taken)
        {
            rider = Take(step, track, rider, crossing);
        }

        step.State = step.State with { Practice = practice with { Riders = With(practice.Riders, rider) } };
    }

    private static PracticeRider Take(FoldStep step, Layout track, PracticeRider rider, Crossing crossing)
    {
        var best = rider.BestUs[crossing.Point] is { } bestUs && bestUs < crossing.ElapsedUs ? bestUs : crossing.ElapsedUs;
        rider = rider with
        {
            BestUs = rider.BestUs.SetItem(crossing.Point, best),
            Finishes = rider.Finishes + (crossing.Point == track.FinishIndex ? 1 : 0),
        };
        step.Emit(new PracticeTaken(
            rider.Tag, track.Points[crossing.Point].Id, crossing.ElapsedUs, best, rider.Finishes, step.CapturedUs));
        return rider;
    }

    private static ImmutableArray<PracticeRider> With(ImmutableArray<PracticeRider> riders, PracticeRider rider)
    {
        var index = riders.IndexOf(riders.FirstOrDefault(r => r.Tag == rider.Tag)!);
        if (index >= 0)
        {
            return riders.SetItem(index, rider);
        }

        return (riders.Length < Practice.MaxRiders ? riders : riders.Remove(riders.MinBy(r => r.LastInput)!)).Add(rider);
    }
}
