namespace BmxTiming.Protocol.P3;

/// <summary>
/// A record whose tag numbers nobody has published (settings, TIMELINE, SIGNALS, GPS_INFO, LOOP_TRIGGER, FIRST_CONTACT, WATCHDOG), one
/// without fields of its own (RESET, CLEAR_PASSING, PING), or one of an unknown type. Its TLVs are in <see cref="P3Message.Extra"/>.
/// </summary>
public sealed record P3RawMessage : P3Message
{
    public P3RawMessage(P3Record record) => Record = record;

    private P3RawMessage(P3Record record, in P3FieldReader fields)
        : base(fields) => Record = record;

    public override P3Record Record { get; }

    internal static P3RawMessage Read(P3Record record, ref P3FieldReader fields)
    {
        while (fields.Next(out var tlv))
        {
            fields.KeepUnknown(tlv);
        }

        return new P3RawMessage(record, fields);
    }
}
