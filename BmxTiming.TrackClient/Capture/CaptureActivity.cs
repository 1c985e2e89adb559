using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Capture;

/// <summary>What the decoders have said since the program started, counted where all of it passes. Written by one, read by many.</summary>
internal sealed class CaptureActivity
{
    private long _passings;
    private long _lastPassingUs;
    private long _clockSteppedUs;
    private volatile bool _heardDecoder;

    public long Passings => Interlocked.Read(ref _passings);

    /// <summary>When the last passing was read, by this machine's clock.</summary>
    public Micros? LastPassingUs => Time(ref _lastPassingUs);

    /// <summary>When a decoder's clock last jumped.</summary>
    public Micros? DecoderClockSteppedUs => Time(ref _clockSteppedUs);

    /// <summary>True once a decoder has spoken: until then the track is being set up.</summary>
    public bool HeardDecoder => _heardDecoder;

    public void Saw(CapturedMessage message)
    {
        switch (message.MessageType)
        {
            case MessageTypes.Passing:
                Interlocked.Increment(ref _passings);
                Interlocked.Exchange(ref _lastPassingUs, message.CapturedAtUs.Value);
                _heardDecoder = true;
                break;
            case MessageTypes.Status or MessageTypes.Version:
                _heardDecoder = true;
                break;
            case MessageTypes.Gateway when message.PayloadJson.Span.IndexOf("\"clock_step\""u8) >= 0:
                Interlocked.Exchange(ref _clockSteppedUs, message.CapturedAtUs.Value);
                break;
            default:
                break;
        }
    }

    private static Micros? Time(ref long field) => Interlocked.Read(ref field) is var value and not 0 ? new Micros(value) : null;
}
