using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// The last look at a frame before it goes to a decoder. Whoever made it, and with whatever authority: without the admin flag nothing
/// leaves this program that could change a decoder.
/// </summary>
internal sealed class OutgoingFrames(bool mayChangeDecoder)
{
    /// <summary>The frame, when it may be sent.</summary>
    /// <exception cref="InvalidOperationException">It could change the decoder, or is no single whole frame.</exception>
    public byte[] Permit(byte[] wire)
    {
        var reader = new P3FrameReader();
        ReadOnlySpan<byte> rest = wire;
        if (!reader.TryRead(ref rest, out var frame) || !rest.IsEmpty || reader.Counters.SkippedBytes > 0)
        {
            throw new InvalidOperationException("Only one whole frame at a time is sent to a decoder.");
        }

        if (!mayChangeDecoder && !IsQuestion(frame))
        {
            throw new InvalidOperationException($"{P3Records.NameOf(frame.Record)} could change the decoder and needs the admin flag.");
        }

        return wire;
    }

    // An allow-list: a record nobody has described might change a decoder too, and so might a value in a record that can be asked for.
    private static bool IsQuestion(in P3Frame frame) => frame.Record switch
    {
        P3Record.Resend or P3Record.Watchdog or P3Record.Ping => true,
        P3Record.Version or P3Record.Status or P3Record.GetTime or P3Record.Session or P3Record.NetworkSettings => !Tells(frame),
        _ => false,
    };

    private static bool Tells(in P3Frame frame)
    {
        var tlvs = frame.Tlvs;
        while (tlvs.MoveNext())
        {
            if (!tlvs.Current.Value.IsEmpty && !P3Tags.IsGeneral(tlvs.Current.Tag))
            {
                return true;
            }
        }

        return !tlvs.Rest.IsEmpty;
    }
}
