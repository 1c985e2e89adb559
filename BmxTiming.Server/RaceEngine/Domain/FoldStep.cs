using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>One application of the fold in the making: the state so far and the events it has led to. Never outlives it.</summary>
internal sealed class FoldStep(RaceState state, InputSource source)
{
    private readonly ImmutableArray<RaceOutput>.Builder _outputs = ImmutableArray.CreateBuilder<RaceOutput>();

    public RaceState State { get; set; } = state;

    /// <summary>When the input was read, in server time.</summary>
    public Micros CapturedUs => State.Senders.TryGetValue(source.ClientId, out var sender)
        ? source.CapturedAtUs + sender.ClockOffsetUs
        : source.CapturedAtUs;

    public ImmutableArray<RaceOutput> Outputs => _outputs.ToImmutable();

    public void Emit(RaceFact fact) => Emit(State.Meeting?.MeetingId, null, null, fact);

    public void Emit(Run run, RaceFact fact) => Emit(run.Plan.Meeting.MeetingId, run.Plan.Moto.MotoId, run.RunId, fact);

    public void Ignore(string reason, PassingInput passing, Run? run = null)
    {
        var fact = new InputIgnored(reason, passing.DecoderId, passing.PassingNumber, passing.TransponderId, passing.RtcTimeUs);
        if (run is null)
        {
            Emit(fact);
        }
        else
        {
            Emit(run, fact);
        }
    }

    /// <summary>Raises and returns the version that operators send back with a command.</summary>
    public long RaiseVersion()
    {
        State = State with { RunVersion = State.RunVersion + 1 };
        return State.RunVersion;
    }

    public void Count(Func<Counters, Counters> change) => State = State with { Counters = change(State.Counters) };

    public void Put(Run run)
    {
        for (var i = 0; i < State.Runs.Length; i++)
        {
            if (State.Runs[i].RunId == run.RunId)
            {
                State = State with { Runs = State.Runs.SetItem(i, run) };
            }
        }
    }

    /// <summary>Forgets the runs that were staged first, beyond a limit.</summary>
    public void KeepLatest(RunPhase phase, int limit)
    {
        var all = State.Runs.Where(r => r.Phase == phase).ToArray();
        foreach (var run in all.Take(all.Length - limit))
        {
            Remove(run);
        }
    }

    public void Remove(Run run) => State = State with { Runs = [.. State.Runs.Where(r => r.RunId != run.RunId)] };

    private void Emit(MeetingId? meeting, MotoId? moto, RunId? run, RaceFact fact)
    {
        State = State with { RaceSeq = State.RaceSeq + 1 };
        _outputs.Add(new RaceOutput(State.RaceSeq, meeting, moto, run, fact));
    }
}
