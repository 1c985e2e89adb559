using T = BmxTiming.Protocol.P3.P3Tags;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// The known fields of each record in the order in which decoders send them, general fields last. A record that is not here, or has only
/// general fields, is one whose tag numbers nobody has published; its TLVs stay raw.
/// </summary>
public static class P3Schema
{
    private const P3FieldKind Number = P3FieldKind.Unsigned;

    private static readonly P3Field[] General =
    [
        new(T.DecoderId, "decoder_id", Number, 4),
        new(T.ControllerId, "controller_id", Number, 4),
        new(T.RequestId, "request_id", P3FieldKind.Identifier, 8),
    ];

    private static readonly P3Field[] Passing =
    [
        new(T.Passing.PassingNumber, "passing_number", Number, 4),
        new(T.Passing.Transponder, "transponder_id", Number, 4),
        new(T.Passing.TransponderCode, "transponder_code", P3FieldKind.Text, 8),
        new(T.Passing.RtcTime, "rtc_time_us", Number, 8),
        new(T.Passing.Strength, "strength", Number, 2),
        new(T.Passing.Hits, "hits", Number, 2),
        new(T.Passing.Flags, "flags", Number, 2),
        new(T.Passing.UtcTime, "utc_time_us", Number, 8),
        new(T.Passing.UserFlag, "user_flag", Number),
        new(T.Passing.DriverId, "driver_id", Number),
        new(T.Passing.Unnamed11, "unnamed_11", Number, 1),
        new(T.Passing.RtcId, "rtc_id", Number),
        new(T.Passing.Sport, "sport", Number, 1),
        new(T.Passing.Voltage, "transponder_voltage", Number),
        new(T.Passing.Temperature, "transponder_temperature", Number),
        .. General,
    ];

    private static readonly P3Field[] Status =
    [
        new(T.Status.Noise, "noise", Number, 2),
        new(T.Status.Temperature, "temperature_c", P3FieldKind.Signed, 2),
        new(T.Status.InputVoltage, "input_voltage_dv", Number, 1),
        new(T.Status.Gps, "gps", Number, 1),
        new(T.Status.Satellites, "satellites", Number, 1),
        new(T.Status.LoopTriggers, "loop_triggers", Number),
        .. General,
    ];

    private static readonly P3Field[] Version =
    [
        new(T.Version.DecoderType, "decoder_type", Number, 1),
        new(T.Version.Description, "description", P3FieldKind.Text),
        new(T.Version.VersionText, "version", P3FieldKind.Text),
        new(T.Version.Release, "release", Number, 4),
        new(T.Version.Registration, "registration", P3FieldKind.Identifier, 8),
        new(T.Version.BuildNumber, "build_number", Number, 2),
        new(T.Version.Options, "options", Number, 4),
        .. General,
    ];

    private static readonly P3Field[] Resend =
        [new(T.Resend.From, "from", Number, 4), new(T.Resend.Until, "until", Number, 4), .. General];

    private static readonly P3Field[] Session =
    [
        new(T.Session.SessionNumber, "session_number", Number, 4),
        new(T.Session.Started, "started_s", Number, 4),
        new(T.Session.FirstPassing, "first_passing_number", Number, 4),
        new(T.Session.LastPassing, "last_passing_number", Number, 4),
        .. General,
    ];

    private static readonly P3Field[] GetTime =
    [
        new(T.GetTime.RtcTime, "rtc_time_us", Number, 8),
        new(T.GetTime.Flags, "flags", Number, 2),
        new(T.GetTime.UtcTime, "utc_time_us", Number, 8),
        new(T.GetTime.Unnamed06, "unnamed_06", Number, 4),
        .. General,
    ];

    private static readonly P3Field[] Hello = [new(T.Hello.Token, "token", P3FieldKind.Bytes, 8), .. General];

    private static readonly P3Field[] Error =
        [new(T.Error.Code, "code", Number, 2), new(T.Error.Description, "description", P3FieldKind.Text), .. General];

    public static IReadOnlyList<P3Field> FieldsOf(P3Record record) => record switch
    {
        P3Record.Passing => Passing,
        P3Record.Status => Status,
        P3Record.Version => Version,
        P3Record.Resend => Resend,
        P3Record.Session => Session,
        P3Record.GetTime => GetTime,
        P3Record.Hello => Hello,
        P3Record.Error => Error,
        _ => General,
    };

    public static P3Field? Find(P3Record record, byte tag)
    {
        foreach (var field in FieldsOf(record))
        {
            if (field.Tag == tag)
            {
                return field;
            }
        }

        return null;
    }

    public static P3Field? Find(P3Record record, string name)
    {
        foreach (var field in FieldsOf(record))
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }
}
