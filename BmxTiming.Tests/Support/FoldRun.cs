using System.Collections.Immutable;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>The fold fed from wire bytes, message by message, with everything it said.</summary>
internal sealed class FoldRun
{
    private readonly RawLogBuilder _log;

    public FoldRun(RawLogBuilder log)
    {
        _log = log;
        State = RaceState.Initial(log.Track);
        Snapshot = Unwritten = RaceSnapshot.Empty(log.Track);
    }

    public RaceState State { get; private set; }

    public RaceSnapshot Snapshot { get; private set; }

    /// <summary>The same, made from payloads that were never bytes, as the engine makes it.</summary>
    public RaceSnapshot Unwritten { get; private set; }

    public List<RaceEvent> Events { get; } = [];

    /// <summary>Outputs of the last message.</summary>
    public ImmutableArray<RaceOutput> Last { get; private set; } = [];

    public IEnumerable<RaceFact> LastFacts => Last.Select(o => o.Fact);

    public ImmutableArray<RaceOutput> Feed(RawRecord record)
    {
        var reading = RaceInputReader.Read(_log.Track, record.StreamSeq, record.Body);
        (State, Last) = RaceFold.Apply(State, reading.Input);
        for (var ordinal = 0; ordinal < Last.Length; ordinal++)
        {
            var message = RaceEventWriter.Write(_log.Track, reading.Origin, ordinal, Last[ordinal]);
            Events.Add(message);
            Snapshot = RaceSnapshotReducer.Apply(Snapshot, message);
            Unwritten = RaceSnapshotReducer.Apply(Unwritten, Last[ordinal].RaceSeq, RacePayloads.Of(Last[ordinal].Fact).Value);
        }

        return Last;
    }

    /// <summary>Reads at one loop, a millisecond apart in the order of the lanes.</summary>
    public void Cross(double ms, params int[] lanes)
    {
        foreach (var lane in lanes)
        {
            Feed(_log.Lane(lane, ms + lane));
        }
    }

    /// <summary>A moto from its stage on: the gate is passing 1; hill and finish reads follow by lane.</summary>
    public void Race(int riders = 3, int finishers = 3)
    {
        Feed(_log.Stage(riders: riders));
        Feed(_log.Gate(0));
        for (var lane = 1; lane <= riders; lane++)
        {
            Feed(_log.Lane(lane, 2_500 + lane));
        }

        for (var lane = 1; lane <= finishers; lane++)
        {
            Feed(_log.Lane(lane, 65_000 + (lane * 1_000)));
        }
    }

    /// <summary>Result of the first run.</summary>
    public IEnumerable<(int Lane, int? Place, string? Code)> Rows => Snapshot.Runs[0].Results!.Select(r => (r.Lane, r.Place, r.Code));

    /// <summary>How the first run was timed worse than usual.</summary>
    public IEnumerable<(string Code, string? Point)> Flags => (Snapshot.Runs[0].Flags ?? []).Select(f => (f.Code, f.TimingPoint));

    public T Single<T>()
        where T : RaceFact => Assert.Single(LastFacts.OfType<T>());

    public string Refusal => Single<ControlRejected>().Refusal.Code;

    public string Ignored => Single<InputIgnored>().Reason;

    public IEnumerable<string> LastKinds => Events.TakeLast(Last.Length).Select(e => e.Kind);
}
