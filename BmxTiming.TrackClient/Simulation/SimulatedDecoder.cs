using System.Buffers.Binary;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>
/// What a decoder knows and answers, without a network: numbers passings, keeps the last of them for RESEND, speaks of itself. Not
/// thread-safe.
/// </summary>
internal sealed class SimulatedDecoder(uint decoderId, DecoderProfile profile, ulong seed)
{
    /// <summary>Passings kept for RESEND.</summary>
    public const int StoreCapacity = 20_000;

    /// <summary>Most passings in answer to one RESEND.</summary>
    public const int MaxResend = 1_000;

    private readonly P3FrameWriter _writer = new(P3Authority.Decoder);
    private readonly Queue<(uint Number, byte[] Wire)> _store = new();
    private readonly SplitMix64 _random = SplitMix64.Of(seed, decoderId);
    private uint _lastNumber;
    private uint _session = 1;
    private Micros _startedUs;

    public uint DecoderId { get; set; } = decoderId;

    /// <summary>This decoder's clock minus the track's time.</summary>
    public Micros ClockOffsetUs { get; set; }

    /// <summary>Its loop hears much that is no transponder.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>It knows neither SESSION nor GET_TIME and says so.</summary>
    public bool IsOld { get; init; }

    public uint LastNumber => _lastNumber;

    /// <summary>Switched off and on: counts from 1 again, with an empty store.</summary>
    public void Restart()
    {
        _lastNumber = 0;
        _session++;
        _store.Clear();
    }

    /// <summary>The undocumented first record of one decoder.</summary>
    public byte[] Hello()
    {
        var token = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(token, _random.Next());
        return Wire(new P3Hello { Token = new P3RawTlv(P3Tags.Hello.Token, token), DecoderId = DecoderId });
    }

    /// <summary>The gate fell. The pulse has neither strength nor code, and takes a number as any passing does.</summary>
    public byte[] Gate(Micros rtcUs) => Keep(new P3Passing
    {
        PassingNumber = ++_lastNumber,
        TransponderId = DemoTrack.GateId,
        RtcTimeUs = Stamp(rtcUs),
        PassingFlags = 0,
        DecoderId = DecoderId,
    });

    public byte[] Pass(ScriptedPassing passing, Micros rtcUs) => Keep(new P3Passing
    {
        PassingNumber = ++_lastNumber,
        TransponderId = passing.Rider.TransponderId,
        TransponderCode = profile == DecoderProfile.ProChip ? passing.Rider.Code : null,
        RtcTimeUs = Stamp(rtcUs),
        Strength = passing.Strength,
        Hits = passing.Hits,
        PassingFlags = 0,
        DecoderId = DecoderId,
    });

    /// <summary>A passing that was made elsewhere: kept for RESEND as it is.</summary>
    public void KeepForeign(uint number, byte[] wire)
    {
        _lastNumber = number;
        Keep(number, wire);
    }

    public byte[] Status() => Wire(new P3Status
    {
        Noise = (ushort)(IsNoisy ? _random.Between(64, 90) : _random.Between(36, 44)),
        TemperatureC = (short)_random.Between(23, 26),
        InputVoltageDv = profile == DecoderProfile.AmbRc ? (byte)_random.Between(118, 121) : null,
        Gps = profile == DecoderProfile.ProChip ? (byte)1 : (byte)0,
        Satellites = profile == DecoderProfile.ProChip ? (byte)_random.Between(7, 11) : null,
        DecoderId = DecoderId,
    });

    /// <summary>What the decoder sends back, in order; nothing for a keep-alive.</summary>
    public IReadOnlyList<byte[]> Answer(in P3Frame request, Micros rtcUs)
    {
        if (request.Error != P3Error.None)
        {
            return [Error(request.Error == P3Error.CrcMismatch ? (ushort)1 : (ushort)3, "Bad frame", null)];
        }

        var message = P3Message.Read(request);
        return message switch
        {
            P3GetTime or P3Session when IsOld => [Error(4, "TOR Unknown", message.RequestId)],
            P3Version => [Wire(Version() with { RequestId = message.RequestId })],
            P3GetTime => [Wire(new P3GetTime
            {
                RtcTimeUs = Stamp(rtcUs), TimeFlags = 0, UtcTimeUs = Stamp(rtcUs), DecoderId = DecoderId, RequestId = message.RequestId,
            })],
            P3Session => [Wire(Session(rtcUs) with { RequestId = message.RequestId })],
            P3Status => [Status()],
            P3Resend { IsComplete: true } resend => Resend(resend.From!.Value, resend.Until!.Value),
            P3Resend => [Error(5, "Parameters missing", message.RequestId)],
            { Record: P3Record.Ping } => [Wire(new P3RawMessage(P3Record.Ping) { DecoderId = DecoderId, RequestId = message.RequestId })],
            { Record: P3Record.Watchdog } => [],
            _ => [Error(4, "TOR Unknown", message.RequestId)],
        };
    }

    private P3Version Version() => new()
    {
        DecoderType = profile == DecoderProfile.ProChip ? (byte)0x11 : (byte)0x10,
        Description = profile == DecoderProfile.ProChip ? "Simulated BMX decoder" : "Simulated RC decoder",
        VersionText = "4.2",
        Release = 0x5F3A1C80,
        Registration = 0x1122334400000000UL | DecoderId,
        BuildNumber = 0x0A17,
        Options = 9,
        DecoderId = DecoderId,
    };

    private P3Session Session(Micros rtcUs) => new()
    {
        SessionNumber = _session,
        StartedS = (uint)((_startedUs == default ? _startedUs = rtcUs : _startedUs).Value / Micros.PerSecond),
        FirstPassingNumber = _store.TryPeek(out var first) ? first.Number : 0,
        LastPassingNumber = _lastNumber,
        DecoderId = DecoderId,
    };

    private byte[][] Resend(uint from, uint until) =>
        [.. _store.Where(entry => entry.Number >= from && entry.Number <= until).Take(MaxResend).Select(static entry => entry.Wire)];

    private byte[] Error(ushort code, string description, ulong? requestId) =>
        Wire(new P3ErrorReply { Code = code, Description = description, DecoderId = DecoderId, RequestId = requestId });

    private byte[] Keep(P3Passing passing)
    {
        var wire = Wire(passing);
        Keep(passing.PassingNumber!.Value, wire);
        return wire;
    }

    private void Keep(uint number, byte[] wire)
    {
        if (_store.Count == StoreCapacity)
        {
            _store.Dequeue();
        }

        _store.Enqueue((number, wire));
    }

    private byte[] Wire(P3Message message) => message.Write(_writer).ToArray();

    private ulong Stamp(Micros trackUs)
    {
        var rtcUs = (trackUs + ClockOffsetUs).Value;
        return (ulong)(profile == DecoderProfile.AmbRc ? rtcUs / 1000 * 1000 : rtcUs);
    }
}
