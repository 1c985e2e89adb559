using System.Globalization;
using BmxTiming.Protocol.Streams;

namespace BmxTiming.Tests.Simulation;

/// <summary>A broker with the streams and buckets of one track. Executes what reaches it; the way there is <see cref="BrokerLink"/>.</summary>
internal sealed class SimulatedBroker
{
    private readonly Random _random;
    private readonly TimeProvider _time;
    private readonly bool _dedupeBeforeFence;
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private long _unnamed;

    /// <param name="rememberIds">How long message ids are known; shorter than the longest trouble, so that nothing can rest on it.</param>
    public SimulatedBroker(Random random, TimeProvider time, TimeSpan rememberIds)
    {
        (_random, _time) = (random, time);
        (_dedupeBeforeFence, HasAtomicPublish) = (random.Next(2) == 0, random.Next(3) > 0); // as server versions differ
        HasChains = random.Next(3) > 0; // as streams with one copy do
        Created = time.GetUtcNow();
        Raw = NewStream(rememberIds);
        Race = NewStream(rememberIds);
        Snapshots = NewStream(rememberIds);
        DeadLetters = NewStream(rememberIds);
    }

    public bool IsUp { get; set; } = true;

    public bool HasAtomicPublish { get; }

    public bool HasChains { get; }

    public DateTimeOffset Created { get; }

    public SimulatedStream Raw { get; }

    public SimulatedStream Race { get; }

    public SimulatedStream Snapshots { get; }

    public SimulatedStream DeadLetters { get; }

    /// <summary>Creation time as ingest names it to gateways.</summary>
    public string Epoch => ((Created.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    /// <summary>Looks at each value before it is saved; the key is <c>bucket/key</c>.</summary>
    public Action<string, byte[]>? Saving { get; set; }

    public byte[]? Value(string key) => _values.GetValueOrDefault(key);

    public bool Save(string key, byte[] value)
    {
        Saving?.Invoke(key, value);
        _values[key] = value;
        return true;
    }

    /// <summary>For a message whose publisher gave it none.</summary>
    public string NewId() => $"unnamed-{++_unnamed}";

    public SimulatedStream Stream(string name) => name switch
    {
        StreamNames.Raw => Raw,
        StreamNames.Race => Race,
        StreamNames.Snapshot => Snapshots,
        StreamNames.DeadLetter => DeadLetters,
        _ => throw new ArgumentException($"no stream '{name}'", nameof(name)),
    };

    public SimulatedStream StreamOf(string subject) =>
        subject.StartsWith("timing.ingest.", StringComparison.Ordinal) ? Raw
        : subject.StartsWith("timing.race.events.", StringComparison.Ordinal) ? Race
        : subject.StartsWith("timing.race.snapshot.", StringComparison.Ordinal) ? Snapshots
        : DeadLetters;

    private SimulatedStream NewStream(TimeSpan rememberIds) => new(_random, _time, _dedupeBeforeFence) { DuplicateWindow = rememberIds };
}
