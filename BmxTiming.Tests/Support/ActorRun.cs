using System.Text;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Tests.Support;

/// <summary>A track actor with an events subject and a checkpoint that live in memory and outlive it.</summary>
internal sealed class ActorRun(RawLogBuilder log, TrackActorOptions? options = null)
{
    private readonly TrackActorOptions _options = options ?? new TrackActorOptions();

    /// <summary>The events subject, by stream sequence from 1.</summary>
    public List<OutgoingEvent> Subject { get; } = [];

    public List<TrackEffect> Effects { get; } = [];

    public byte[]? Stored { get; set; }

    public TrackActor Actor { get; private set; } = null!;

    public Micros Now { get; set; } = Micros.FromSeconds(1_000);

    public IEnumerable<string> Lines => Subject.Select(e => Encoding.UTF8.GetString(e.Body.Span));

    /// <summary>A new process takes the track over.</summary>
    public void Recover()
    {
        var last = Subject.Count == 0 ? null : Subject[^1];
        var published = last is null ? null : new PublishedPosition(last.RawSeq, last.Ordinal, last.RaceSeq, Subject.Count);
        Actor = new TrackActor(log.Track, Stored is null ? null : EngineCheckpoint.TryRead(Stored), published, _options);
    }

    /// <summary>Feeds the log up to and including a stream sequence.</summary>
    public void Run(long toRawSeq = long.MaxValue, int maxPublishes = int.MaxValue, bool settle = true)
    {
        foreach (var record in log.Records.Where(r => r.StreamSeq >= Actor.NextRawSeq && r.StreamSeq <= toRawSeq).ToArray())
        {
            Actor.Accept(record);
            while (maxPublishes > 0 && Actor.NextPublish(1) is { } publish)
            {
                Xunit.Assert.Equal(Subject.Count, publish.ExpectedStreamSeq);
                Subject.AddRange(publish.Events);
                Actor.OnPublished(publish.Events.Length, Subject.Count);
                maxPublishes--;
            }

            if (maxPublishes == 0)
            {
                return; // the process dies here
            }

            if (settle)
            {
                Settle(caughtUp: true);
            }
        }
    }

    public void Settle(bool caughtUp)
    {
        var effects = Actor.Settle(Now, caughtUp);
        Effects.AddRange(effects);
        Stored = effects.OfType<SaveCheckpoint>().LastOrDefault() is { } save ? save.Body.ToArray() : Stored;
    }
}
