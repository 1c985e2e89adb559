using T = BmxTiming.Protocol.P3.P3Tags.Status;

namespace BmxTiming.Protocol.P3;

/// <summary>Health of the decoder, pushed about every 5 s. No field is in every decoder's STATUS.</summary>
public sealed record P3Status : P3Message
{
    public P3Status()
    {
    }

    private P3Status(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Status;

    /// <summary>Background noise of the loop, 6–62 in captures.</summary>
    public ushort? Noise { get; init; }

    /// <summary>1 with a GPS fix, else 0.</summary>
    public byte? Gps { get; init; }

    /// <summary>Whole °C. Inferred: captures hold 15–16 in October and 36–40 in July.</summary>
    public short? TemperatureC { get; init; }

    /// <summary>GPS satellites in use; ProChip decoders only.</summary>
    public byte? Satellites { get; init; }

    /// <summary>Named by public sources, never seen.</summary>
    public P3Number? LoopTriggers { get; init; }

    /// <summary>Tenths of a volt (inferred: 118–121 on 12 V supplies); AMBrc and TranX decoders only.</summary>
    public byte? InputVoltageDv { get; init; }

    internal static P3Status Read(ref P3FieldReader fields)
    {
        ushort? noise = null;
        byte? gps = null, satellites = null, voltage = null;
        short? temperature = null;
        P3Number? triggers = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.Noise: fields.Take(tlv, ref noise); break;
                case T.Gps: fields.Take(tlv, ref gps); break;
                case T.Temperature: fields.Take(tlv, ref temperature); break;
                case T.Satellites: fields.Take(tlv, ref satellites); break;
                case T.LoopTriggers: fields.Take(tlv, ref triggers); break;
                case T.InputVoltage: fields.Take(tlv, ref voltage); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3Status(fields)
        {
            Noise = noise,
            Gps = gps,
            TemperatureC = temperature,
            Satellites = satellites,
            LoopTriggers = triggers,
            InputVoltageDv = voltage,
        };
    }

    private protected override void WriteFields(P3FieldWriter fields)
    {
        fields.Number(T.Noise, Noise, 2);
        fields.Signed(T.Temperature, TemperatureC);
        fields.Number(T.InputVoltage, InputVoltageDv, 1);
        fields.Number(T.Gps, Gps, 1);
        fields.Number(T.Satellites, Satellites, 1);
        fields.Number(T.LoopTriggers, LoopTriggers);
    }
}
