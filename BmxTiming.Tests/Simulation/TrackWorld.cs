using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Simulation;

/// <summary>
/// One track from its gateway to the derived events, under virtual time: the real cores of spool, uplink, lane and
/// engine between a network that loses, doubles and delays and processes that die. One seed is one history.
/// </summary>
internal sealed class TrackWorld
{
    private const int Replicas = 2;
    private const int Workers = 2;
    private const int FaultySteps = 600;
    private const int HealingSteps = 40_000;

    private readonly Random _random;
    private readonly Flaw _flaw;
    private readonly Queue<RawRecord> _script;
    private readonly SimulatedIngest[] _replicas;
    private readonly SimulatedEngine[] _engines;
    private readonly List<IReadOnlyList<byte[]>> _delayed = [];
    private Micros _now = Micros.FromSeconds(1_000);
    private bool _faults;

    public TrackWorld(int seed, Flaw flaw, IEnumerable<RawRecord> script, bool faults = true)
    {
        _faults = faults;
        _random = new Random(seed);
        _flaw = flaw;
        _script = new Queue<RawRecord>(script);
        _replicas = [.. Enumerable.Range(0, Replicas).Select(_ => new SimulatedIngest(Raw, flaw))];
        _engines = [.. Enumerable.Range(0, Workers).Select(_ => new SimulatedEngine(BmxTiming.Protocol.Ids.TrackId.Parse("track-a"), Raw, Store, flaw))];
    }

    public SimulatedLog<byte[]> Raw { get; } = new();

    public EngineStore Store { get; } = new();

    /// <summary>Every payload the gateway committed to its spool, in order.</summary>
    public List<string> Captured { get; } = [];

    public UplinkRig Gateway { get; } = new();

    /// <summary>Runs through the script under faults, then lets everything heal and drain.</summary>
    public void Run()
    {
        for (var step = 0; step < FaultySteps; step++)
        {
            Step();
        }

        _faults = false;
        for (var step = 0; step < HealingSteps && !IsDrained; step++)
        {
            Step();
        }

        if (!IsDrained && _flaw == Flaw.None)
        {
            throw new SimulationViolation("liveness", $"not drained: {_script.Count} of the script left, {Gateway.Spool.UnsentRecords} unsent, {_delayed.Count} delayed");
        }
    }

    private bool IsDrained =>
        _script.Count == 0 && _delayed.Count == 0 && Gateway.Spool.UnsentRecords == 0 && _engines.All(engine => engine.IsIdle);

    private bool Chance(int percent) => _faults && _random.Next(100) < percent;

    private void Step()
    {
        _now += Micros.FromMilliseconds(_random.Next(1, 500));
        Gateway.NowUs = _now;
        switch (_random.Next(8))
        {
            case 0:
                FollowScript();
                break;
            case 1 or 2:
                Send();
                break;
            case 3:
                DeliverDelayed();
                break;
            case 4 when Chance(20):
                Crash();
                break;
            default:
                _engines[_random.Next(Workers)].Step(_now);
                break;
        }
    }

    /// <summary>The gateway reads the next message of its decoder, or race control acts.</summary>
    private void FollowScript()
    {
        if (!_script.TryDequeue(out var record))
        {
            return;
        }

        var message = JsonSerializer.Deserialize(record.Body.Span, WireJson.Default.RawMessage)!;
        if (message.MessageType == MessageTypes.RaceControl)
        {
            Raw.TryAppend(null, record.Body.ToArray());
            return;
        }

        var payload = message.Payload.GetRawText();
        Gateway.Capture(new CapturedMessage(message.MessageType, message.CapturedAtUs, System.Text.Encoding.UTF8.GetBytes(payload)));
        Captured.Add(payload);
    }

    private void Send()
    {
        if (Gateway.Core.WaitUs(_now) > Micros.Zero || Gateway.Take() is not { } batch)
        {
            return;
        }

        IReadOnlyList<byte[]> records = [.. batch.Records.Select(record => record.ToArray())];
        if (Chance(15))
        {
            Gateway.Answer(batch, new UplinkAnswer(0)); // the request is lost
            return;
        }

        if (Chance(15))
        {
            _delayed.Add(records); // and arrives once more, later
        }

        var answer = Deliver(records);
        Gateway.Answer(batch, answer is null || Chance(15) ? new UplinkAnswer(0) : answer);
    }

    private void DeliverDelayed()
    {
        if (_delayed.Count > 0)
        {
            var at = _random.Next(_delayed.Count);
            Deliver(_delayed[at]);
            _delayed.RemoveAt(at);
        }
    }

    private UplinkAnswer? Deliver(IReadOnlyList<byte[]> records) =>
        _replicas[_random.Next(Replicas)].Handle(records, Chance(10) ? _random.Next(records.Count + 1) : null);

    private void Crash()
    {
        switch (_random.Next(3))
        {
            case 0:
                Gateway.Restart();
                break;
            case 1:
                _replicas[_random.Next(Replicas)].Crash();
                break;
            default:
                _engines[_random.Next(Workers)].Crash();
                break;
        }
    }
}

/// <summary>A promise was broken.</summary>
internal sealed class SimulationViolation(string promise, string detail) : Exception($"{promise}: {detail}");
