using T = BmxTiming.Protocol.P3.P3Tags.Passing;

namespace BmxTiming.Protocol.P3;

/// <summary>A transponder, or a start pulse, crossed a loop. Pushed by the decoder, or sent again in answer to RESEND.</summary>
public sealed record P3Passing : P3Message
{
    public P3Passing()
    {
    }

    private P3Passing(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Passing;

    /// <summary>Counter over all passings of the decoder, start pulses included; rises by one.</summary>
    public uint? PassingNumber { get; init; }

    /// <summary>Chip number; absent from decoders that send only the code. <see cref="P3Transponder"/> tells system ids.</summary>
    public uint? TransponderId { get; init; }

    /// <summary>Printed code of the chip, as <c>AB-12345</c>; ProChip decoders only, absent on start pulses.</summary>
    public string? TransponderCode { get; init; }

    /// <summary>µs since 1970-01-01 on the decoder's own clock, which need not be UTC; whole milliseconds on AMBrc and TranX.</summary>
    public ulong? RtcTimeUs { get; init; }

    /// <summary>µs since 1970-01-01 UTC, with GPS only. Named by public sources, never seen on the wire.</summary>
    public ulong? UtcTimeUs { get; init; }

    /// <summary>Signal strength, 76–187 in captures; absent on start pulses.</summary>
    public ushort? Strength { get; init; }

    /// <summary>Times the chip was heard in this crossing, 2–287 in captures; absent on start pulses.</summary>
    public ushort? Hits { get; init; }

    /// <summary>The FLAGS field, 0 in every real frame seen; bits unpublished. Not the header flags.</summary>
    public ushort? PassingFlags { get; init; }

    public P3Number? UserFlag { get; init; }

    public P3Number? DriverId { get; init; }

    /// <summary>Tag 0x11, value 3 in the one frame that has it; no public name.</summary>
    public byte? Unnamed11 { get; init; }

    public P3Number? RtcId { get; init; }

    public byte? Sport { get; init; }

    /// <summary>Battery of the transponder; unit unpublished.</summary>
    public P3Number? TransponderVoltage { get; init; }

    /// <summary>Unit unpublished.</summary>
    public P3Number? TransponderTemperature { get; init; }

    /// <summary>Number, time, and one way to know the chip.</summary>
    public override bool IsComplete =>
        PassingNumber is not null && RtcTimeUs is not null && (TransponderId is not null || TransponderCode is not null);

    internal static P3Passing Read(ref P3FieldReader fields)
    {
        uint? number = null, transponder = null;
        ulong? rtc = null, utc = null;
        ushort? strength = null, hits = null, flags = null;
        byte? unnamed = null, sport = null;
        string? code = null;
        P3Number? user = null, driver = null, rtcId = null, voltage = null, temperature = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.PassingNumber: fields.Take(tlv, ref number); break;
                case T.Transponder: fields.Take(tlv, ref transponder); break;
                case T.RtcTime: fields.Take(tlv, ref rtc); break;
                case T.Strength: fields.Take(tlv, ref strength); break;
                case T.Hits: fields.Take(tlv, ref hits); break;
                case T.Flags: fields.Take(tlv, ref flags); break;
                case T.TransponderCode: fields.Take(tlv, ref code); break;
                case T.UserFlag: fields.Take(tlv, ref user); break;
                case T.DriverId: fields.Take(tlv, ref driver); break;
                case T.UtcTime: fields.Take(tlv, ref utc); break;
                case T.Unnamed11: fields.Take(tlv, ref unnamed); break;
                case T.RtcId: fields.Take(tlv, ref rtcId); break;
                case T.Sport: fields.Take(tlv, ref sport); break;
                case T.Voltage: fields.Take(tlv, ref voltage); break;
                case T.Temperature: fields.Take(tlv, ref temperature); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3Passing(fields)
        {
            PassingNumber = number,
            TransponderId = transponder,
            TransponderCode = code,
            RtcTimeUs = rtc,
            UtcTimeUs = utc,
            Strength = strength,
            Hits = hits,
            PassingFlags = flags,
            UserFlag = user,
            DriverId = driver,
            Unnamed11 = unnamed,
            RtcId = rtcId,
            Sport = sport,
            TransponderVoltage = voltage,
            TransponderTemperature = temperature,
        };
    }

    // ProChip decoders (which send the code) and AMBrc decoders order their fields differently; a simulator should look like either.
    private protected override void WriteFields(P3FieldWriter fields)
    {
        var proChip = TransponderCode is not null || Extra.Asks(T.TransponderCode);
        fields.Number(T.PassingNumber, PassingNumber, 4);
        fields.Number(T.Transponder, TransponderId, 4);
        fields.Text(T.TransponderCode, TransponderCode);
        if (!proChip)
        {
            fields.Number(T.RtcTime, RtcTimeUs, 8);
        }

        fields.Number(T.Strength, Strength, 2);
        fields.Number(T.Hits, Hits, 2);
        if (proChip)
        {
            fields.Number(T.RtcTime, RtcTimeUs, 8);
        }

        fields.Number(T.Flags, PassingFlags, 2);
        fields.Number(T.UserFlag, UserFlag);
        fields.Number(T.DriverId, DriverId);
        fields.Number(T.UtcTime, UtcTimeUs, 8);
        fields.Number(T.Unnamed11, Unnamed11, 1);
        fields.Number(T.RtcId, RtcId);
        fields.Number(T.Sport, Sport, 1);
        fields.Number(T.Voltage, TransponderVoltage);
        fields.Number(T.Temperature, TransponderTemperature);
    }
}
