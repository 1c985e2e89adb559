namespace BmxTiming.Protocol.P3;

/// <summary>
/// A frame as data. Every field is optional, because decoder types differ and a request sends fields empty; what a record can not be used
/// without is up to <see cref="IsComplete"/>.
/// </summary>
public abstract record P3Message
{
    private protected P3Message()
    {
    }

    private protected P3Message(in P3FieldReader fields)
    {
        Version = fields.Version;
        Flags = fields.Flags;
        DecoderId = fields.DecoderId;
        ControllerId = fields.ControllerId;
        RequestId = fields.RequestId;
        Extra = fields.Extra;
    }

    public abstract P3Record Record { get; }

    public byte Version { get; init; } = P3Frame.CurrentVersion;

    /// <summary>Header flags, 0 in every real frame seen.</summary>
    public ushort Flags { get; init; }

    public uint? DecoderId { get; init; }

    public uint? ControllerId { get; init; }

    public ulong? RequestId { get; init; }

    /// <summary>TLVs without a place in the typed fields, in wire order: unknown tags, empty (asked-for) fields, unusable values.</summary>
    public P3TlvList Extra { get; init; }

    /// <summary>False where a field is missing that the record is useless without. Such a record is not to be used, only counted.</summary>
    public virtual bool IsComplete => true;

    /// <summary>The typed form of a frame. Never throws; what it can not use it keeps raw and counts.</summary>
    public static P3Message Read(in P3Frame frame, P3Counters? counters = null)
    {
        var fields = new P3FieldReader(frame, counters);
        P3Message message = frame.Record switch
        {
            P3Record.Passing => P3Passing.Read(ref fields),
            P3Record.Status => P3Status.Read(ref fields),
            P3Record.Version => P3Version.Read(ref fields),
            P3Record.Resend => P3Resend.Read(ref fields),
            P3Record.Session => P3Session.Read(ref fields),
            P3Record.GetTime => P3GetTime.Read(ref fields),
            P3Record.Hello => P3Hello.Read(ref fields),
            P3Record.Error => P3ErrorReply.Read(ref fields),
            _ => P3RawMessage.Read(frame.Record, ref fields),
        };
        if (counters is not null && !message.IsComplete)
        {
            counters.IncompleteRecords++;
        }

        return message;
    }

    /// <summary>
    /// The frame's wire bytes in a buffer of <paramref name="writer"/>, valid until its next frame. Fields stand in the usual order and
    /// nominal width, so a frame that came in another shape does not go out byte for byte; use its TLVs for that.
    /// </summary>
    /// <exception cref="InvalidOperationException">The writer's authority may not write this record.</exception>
    public ReadOnlySpan<byte> Write(P3FrameWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Begin(Record, Version, Flags);
        var fields = new P3FieldWriter(writer, Extra);
        WriteFields(fields);
        fields.Number(P3Tags.DecoderId, DecoderId, sizeof(uint));
        fields.Number(P3Tags.ControllerId, ControllerId, sizeof(uint));
        fields.Number(P3Tags.RequestId, RequestId, sizeof(ulong));
        fields.Rest(Record);
        return writer.Finish();
    }

    /// <summary>As <see cref="Write"/>, into an array of its own.</summary>
    public byte[] ToWire(P3Authority authority) => Write(new P3FrameWriter(authority)).ToArray();

    private protected virtual void WriteFields(P3FieldWriter fields)
    {
    }
}
