using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Simulation;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A seed's history of one decoder and its gateway: riders pass while the line loses, damages and doubles frames and requests, breaks, and
/// the gateway's process dies. In the end everything works again, and one more connection is made.
/// </summary>
internal sealed class FaultyDecoderWorld
{
    private const int Steps = 120;

    private readonly SplitMix64 _random;
    private readonly WireFaults _damage = new(CorruptRate: 1);
    private bool _faults = true;

    public FaultyDecoderWorld(ulong seed)
    {
        _random = new SplitMix64(seed);
        Line = new DecoderLine
        {
            ToGateway = wire => Spoil(wire),
            ToDecoder = wire => Spoil(wire),
        };
    }

    public DecoderLine Line { get; }

    /// <summary>Every number from the first that was read on.</summary>
    public IEnumerable<uint> Expected => Enumerable.Range(1, (int)Line.Decoder.LastNumber).Select(static number => (uint)number);

    public void Run()
    {
        // The first passing is read: what was before the first contact is nobody's.
        _faults = false;
        Line.Connect();
        Line.Pass();
        _faults = true;
        for (var step = 0; step < Steps; step++)
        {
            Step();
        }

        _faults = false;
        Line.Disconnect();
        Line.Connect();
        Line.Advance(60);
    }

    private void Step()
    {
        switch (_random.Between(0, 19))
        {
            case 0 when Line.IsConnected:
                Line.Disconnect();
                break;
            case 1 when Line.IsConnected:
                Line.RestartGateway();
                break;
            case <= 4 when !Line.IsConnected:
                Line.Connect();
                break;
            case <= 8:
                Line.Advance(_random.Between(1, 40) / 4.0);
                break;
            default:
                Line.PassMany((int)_random.Between(1, 8));
                break;
        }

        Line.NowUs += Micros.FromMilliseconds(_random.Between(1, 300));
    }

    private byte[]? Spoil(byte[] wire) => !_faults
        ? wire
        : _random.Between(0, 19) switch
        {
            <= 1 => null,
            2 => _damage.Corrupt(wire, _random),
            3 => [.. wire, .. wire],
            _ => wire,
        };
}
