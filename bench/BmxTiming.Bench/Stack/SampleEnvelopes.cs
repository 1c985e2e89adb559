using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;

namespace BmxTiming.Bench.Stack;

/// <summary>Passings as a gateway writes them to its spool.</summary>
internal sealed class SampleEnvelopes(TrackId track, ClientId client)
{
    private const long FirstPassingUs = 1_778_923_800_000_000;

    private readonly EnvelopeWriter _writer = new(track, client);

    public EnvelopeWriter Writer => _writer;

    public byte[] Passing(BootId boot, long seq)
    {
        var atUs = new Micros(FirstPassingUs + (seq * 20_000));
        var payload = new PassingPayload((uint)seq, 102_758_186, "FL-01001", atUs, null, 120, 20, 0, 264_168);
        return _writer.Write(boot, seq, CapturedMessage.Passing(atUs + Micros.FromMilliseconds(5), payload));
    }
}
