using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BmxTiming.Tests.Simulation;

/// <summary>
/// One track from its gateway to the boards, under virtual time: the product's own cores and its access to the broker
/// between a network that loses, doubles, delays and reorders and processes that die, stand still and come back. One
/// seed is one history: one thread, no clock, no sockets.
/// </summary>
internal sealed class TrackWorld
{
    private const int MaxFaultySteps = 3_000;
    private const int HealingSteps = 30_000;
    private const int LongestStepMs = 200;
    private const int StepsPerStatus = 20;

    private static readonly IReadOnlyList<RawMessage> s_script = Script();

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly Queue<RawMessage> _script = new(s_script);
    private readonly List<string> _trace = [];
    private readonly List<Task> _watched = [];
    private readonly SimulatedIngest[] _replicas;
    private readonly SimulatedEngine[] _engines;
    private readonly Troubles _troubles;
    private FaultProfile _faults;
    private RawMessage? _status;
    private IReadOnlyList<RaceEvent>? _events;
    private ReadModels? _folded;
    private int _staged;
    private int _steps;

    /// <param name="faults">Absent = drawn from the seed.</param>
    public TrackWorld(int seed, Flaw flaw, FaultProfile? faults = null)
    {
        Random = new Random(seed);
        Flaw = flaw;
        _faults = faults ?? FaultProfile.Draw(Random);
        Net = new VirtualNet(Random) { Faults = _faults };
        Checkpoints = new CheckpointWatch(this);
        // A window of two shall be found by the order it spoils, not by what the broker forgets.
        Broker = new SimulatedBroker(Random, _time, flaw == Flaw.WindowOfTwo ? TimeSpan.MaxValue : TimeSpan.FromSeconds(10)) { Saving = Checkpoints.Look };
        Broker.Raw.Stored = message => Trace($"raw log {message.StreamSeq}: {message.MessageId}");
        RawLog = new RawIndex(Broker.Raw);
        Acks = new AckWatch(this);
        Gateway = new SimulatedTrack(this);
        Control = new SimulatedControl(this);
        Live = new SimulatedLiveGateway(this);
        _replicas = [new SimulatedIngest("ingest-1", this), new SimulatedIngest("ingest-2", this)];
        _engines = [new SimulatedEngine("engine-1", this), new SimulatedEngine("engine-2", this)];
        Processes = [.. _replicas, .. _engines, new SimulatedProjection("projections-1", this), new SimulatedProjection("projections-2", this), Live, Control];
        _troubles = new Troubles(this);
    }

    public static TrackId Track { get; } = TrackId.Parse("track-a");

    public Random Random { get; }

    public Flaw Flaw { get; }

    public TimeProvider Time => _time;

    public Micros NowUs => Micros.Now(_time);

    public VirtualNet Net { get; }

    public SimulatedBroker Broker { get; }

    public RawIndex RawLog { get; }

    public AckWatch Acks { get; }

    public CheckpointWatch Checkpoints { get; }

    public SimulatedTrack Gateway { get; }

    public SimulatedControl Control { get; }

    public SimulatedLiveGateway Live { get; }

    public IReadOnlyList<SimulatedProcess> Processes { get; }

    public bool DatabaseIsUp { get; set; } = true;

    public ReadModels Documents { get; private set; } = ReadModels.Empty;

    /// <summary>The raw log has lost acknowledged messages in this history; the spool has to bring them back.</summary>
    public bool TailWasLost { get; private set; }

    /// <summary>Everything was delivered and worked off in the end.</summary>
    public bool IsDrained =>
        _script.Count == 0 && !Control.IsBusy && Gateway.IsDrained && Net.IsQuiet && _engines.All(engine => engine.IsIdle)
        && Documents.Position == (long)Broker.Race.LastOfSubject && Live.LastSeq == Broker.Race.Messages.Count;

    /// <summary>What a program died of by itself.</summary>
    public Exception? Failure =>
        Processes.Select(process => process.Failure).Concat(_watched.Select(task => task.Exception?.InnerException)).FirstOrDefault(failure => failure is not null);

    /// <summary>Every published event.</summary>
    public IReadOnlyList<RaceEvent> Events => _events ??=
        [.. Broker.Race.Messages.Select(message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)!)];

    /// <summary>What a fold of all published events leaves.</summary>
    public ReadModels FoldedDocuments => _folded ??= Broker.Race.Messages.Aggregate(ReadModels.Empty, (documents, message) => documents.Apply(message));

    public string State =>
        $"{_script.Count} of the script left, control {(Control.IsBusy ? "busy" : "idle")}, {Gateway.State}, engines at "
        + $"{string.Join('/', _engines.Select(engine => engine.FoldedSeq))} of {Broker.Raw.LastOfSubject}, documents at {Documents.Position} and client at "
        + $"{Live.LastSeq} of {Broker.Race.Messages.Count} events (last {Broker.Race.LastOfSubject})";

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> History => _trace;

    /// <summary>Runs through the script under faults, then lets everything heal and drain.</summary>
    public void Run()
    {
        foreach (var process in Processes)
        {
            process.Start();
        }

        while (_steps < MaxFaultySteps && _script.Count > 0)
        {
            Step();
        }

        (_faults, Net.Faults) = (FaultProfile.None, FaultProfile.None);
        _troubles.HealAll();
        Trace("all faults end");
        for (var step = 0; step < HealingSteps && !IsDrained; step++)
        {
            Step();
        }
    }

    public SimulatedIngest AnyReplica() => _replicas[Random.Next(_replicas.Length)];

    /// <summary>Lets others go first.</summary>
    public Task PauseAsync(ProcessLife life)
    {
        var over = new TaskCompletionSource();
        Net.Send(
            () =>
            {
                if (life.IsAlive)
                {
                    over.TrySetResult();
                }
            },
            () => !life.IsStopped);
        return over.Task;
    }

    public Task<T> StoreAsync<T>(ProcessLife life, Func<T> execute) => Net.CallAsync(
        life, static () => true, () => DatabaseIsUp ? execute() : throw new IOException("the database is away"), CancellationToken.None);

    /// <summary>One transaction; <c>false</c> when a rival is as far or further.</summary>
    public bool TryStore(ReadModels next)
    {
        if (next.Position <= Documents.Position)
        {
            return false;
        }

        Documents = next;
        return true;
    }

    /// <summary>
    /// The raw log loses messages that no engine has read, nor will read from an answer that is on its way. What was folded and
    /// is gone can not be made good by anybody.
    /// </summary>
    public void LoseTail()
    {
        var read = Math.Max(_engines.Max(engine => engine.EverReadSeq), Checkpoints.RawSeq);
        var floor = Math.Max((ulong)read, RawLog.LastIntentSeq);
        var lost = Broker.Raw.Messages.Where(message => message.StreamSeq > floor).ToList();
        // The gateway learns of it by what it sends next, so something must be left to come.
        if (lost.Count == 0 || _script.Count < 3 || Control.IsBusy)
        {
            return;
        }

        TailWasLost = true;
        var cut = lost[Random.Next(lost.Count)].StreamSeq - 1;
        Trace($"the raw log loses everything behind {cut}");
        Broker.Raw.LoseTailBehind(cut);
        RawLog.Forget();
    }

    public void Watch(Task task) => _watched.Add(task);

    public void Trace(string what) => _trace.Add(string.Create(
        CultureInfo.InvariantCulture, $"step {_steps}, {(_time.GetUtcNow() - Broker.Created).TotalSeconds:F1} s: {what}"));

    private static List<RawMessage> Script()
    {
        var log = new RawLogBuilder();
        RaceScripts.CleanRace(log);
        RaceScripts.CleanRace(log, "moto-2", startMs: 60_000);
        foreach (var second in Enumerable.Range(0, 4))
        {
            log.Status(120_000 + (5_000 * second));
        }

        return [.. log.Records.Select(record => JsonSerializer.Deserialize(record.Body.Span, WireJson.Default.RawMessage)!)];
    }

    private void Step()
    {
        _steps++;
        _time.Advance(TimeSpan.FromMilliseconds(Random.Next(1, LongestStepMs)));
        switch (Random.Next(16))
        {
            case 0:
                FollowScript();
                break;
            case 1 or 2:
                Gateway.Step();
                break;
            case 3:
                Live.StepClient(leaves: _faults != FaultProfile.None && Random.Next(20) == 0);
                break;
            case 4 or 5:
                _troubles.Step(_faults.Trouble);
                break;
            default:
                Net.Step();
                break;
        }
    }

    /// <summary>The gateway reads the next message of its decoder, or race control acts and waits until that is on the log.</summary>
    private void FollowScript()
    {
        if (Control.IsBusy || !_script.TryPeek(out var message))
        {
            return;
        }

        if (message.MessageType != MessageTypes.RaceControl)
        {
            Capture(_script.Dequeue());
        }
        else if (DirectorIsReady())
        {
            _staged++;
            Control.Decide(_script.Dequeue());
        }
        else if (_status is { } status && Random.Next(StepsPerStatus) == 0)
        {
            Capture(status); // Meanwhile the decoder goes on telling how it is.
        }
    }

    /// <summary>
    /// The board says that the race before is over. After a lost tail it also waits until the spool has made that good: an intent
    /// in the place of what is gone would hide the loss from everybody.
    /// </summary>
    private bool DirectorIsReady() =>
        Documents.Results.Values.Count(result => result.Phase == RacePhases.Finished) == _staged
        && (!TailWasLost || RawLog.OfGateways.Count() == Gateway.Captured.Count);

    private void Capture(RawMessage message)
    {
        _status = message.MessageType == MessageTypes.Status ? message : _status;
        Gateway.Capture(message);
    }
}
