namespace BmxTiming.Protocol.P3;

/// <summary>The requests a timing client sends. Each returns the wire bytes of one frame.</summary>
public static class P3Requests
{
    private static readonly P3Record[] Readable =
    [
        P3Record.Status, P3Record.Version, P3Record.ServerSettings, P3Record.Session, P3Record.NetworkSettings, P3Record.GetTime,
        P3Record.GeneralSettings, P3Record.Signals, P3Record.LoopTrigger, P3Record.GpsInfo, P3Record.Timeline,
    ];

    /// <summary>
    /// Asks for the fields <paramref name="tags"/> of a record; the known ones, general ones excepted, where none are given.
    /// Leave 200 ms between such questions, as skoky/ammc-android does.
    /// </summary>
    /// <exception cref="ArgumentException">The record can not be asked for.</exception>
    public static byte[] Ask(P3Record record, params ReadOnlySpan<byte> tags)
    {
        if (Array.IndexOf(Readable, record) < 0)
        {
            throw new ArgumentException($"{P3Records.NameOf(record)} can not be asked for.", nameof(record));
        }

        var writer = new P3FrameWriter(P3Authority.Client).Begin(record);
        foreach (var tag in tags)
        {
            writer.Ask(tag);
        }

        if (tags.IsEmpty)
        {
            foreach (var field in P3Schema.FieldsOf(record).Where(static field => !P3Tags.IsGeneral(field.Tag)))
            {
                writer.Ask(field.Tag);
            }
        }

        return writer.Finish().ToArray();
    }

    public static byte[] Version() => Ask(P3Record.Version);

    /// <summary>RTC, flags and UTC time, as vmindru/ambp3client asks for them.</summary>
    public static byte[] GetTime() => Ask(P3Record.GetTime, P3Tags.GetTime.RtcTime, P3Tags.GetTime.Flags, P3Tags.GetTime.UtcTime);

    /// <summary>Passings <paramref name="from"/> to <paramref name="until"/>, both included.</summary>
    public static byte[] Resend(uint from, uint until, uint? decoderId = null) =>
        new P3Resend { From = from, Until = until, DecoderId = decoderId }.ToWire(P3Authority.Client);

    /// <summary>Keep-alive. Whether decoders need it is not published.</summary>
    public static byte[] Watchdog() => new P3RawMessage(P3Record.Watchdog).ToWire(P3Authority.Client);

    public static byte[] Ping(uint? decoderId = null) =>
        new P3RawMessage(P3Record.Ping) { DecoderId = decoderId }.ToWire(P3Authority.Client);

    /// <summary>Restarts the decoder. Refused unless <paramref name="authority"/> is <see cref="P3Authority.Admin"/>.</summary>
    public static byte[] Reset(P3Authority authority) => Change(P3Record.Reset, default, authority);

    /// <summary>Deletes stored passings. Refused unless <paramref name="authority"/> is <see cref="P3Authority.Admin"/>.</summary>
    public static byte[] ClearPassing(P3Authority authority) => Change(P3Record.ClearPassing, default, authority);

    /// <summary>
    /// Writes settings. Their tag numbers are not published, so the TLVs are the caller's. Refused unless
    /// <paramref name="authority"/> is <see cref="P3Authority.Admin"/>.
    /// </summary>
    public static byte[] WriteSettings(P3Record record, P3TlvList settings, P3Authority authority)
    {
        if (record is not (P3Record.ServerSettings or P3Record.NetworkSettings or P3Record.GeneralSettings or P3Record.Signals
            or P3Record.LoopTrigger or P3Record.Timeline))
        {
            throw new ArgumentException($"{P3Records.NameOf(record)} holds no settings.", nameof(record));
        }

        return Change(record, settings, authority);
    }

    private static byte[] Change(P3Record record, P3TlvList settings, P3Authority authority)
    {
        if (authority != P3Authority.Admin)
        {
            throw new InvalidOperationException($"{P3Records.NameOf(record)} changes the decoder and needs {nameof(P3Authority.Admin)}.");
        }

        return new P3RawMessage(record) { Extra = settings }.ToWire(authority);
    }
}
