using System.Diagnostics;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class SpoolTraceTests
{
    private static readonly BootId s_boot = BootId.Parse("b1");

    private readonly EnvelopeWriter _envelopes = new(TrackId.Parse("track-a"), ClientId.Parse("gw-a1"));

    [Fact]
    public void A_message_keeps_the_trace_of_its_capture_over_a_restart_and_a_second_filing()
    {
        var message = CapturedMessage.Gateway(Micros.Zero, new GatewayPayload(GatewayKinds.DecoderConnected));
        Assert.True(ActivityContext.TryParse(message.TraceParent, null, out var context));
        Assert.NotEqual(default, context.TraceId);

        var files = new MemorySpoolFiles();
        var spool = SpoolCore.Open(files, new SpoolOptions { SegmentBytes = 4096 }, s_boot);
        spool.Append(_envelopes.Write(s_boot, spool.NextSeq, message));
        spool.Commit();
        files.Restart(WriteBack.Nothing);

        var kept = SpoolCore.Open(files, new SpoolOptions(), BootId.Parse("b2")).Read(s_boot, 1, 1, int.MaxValue).Records[0];
        Assert.Equal(message.TraceParent, EnvelopeWriter.TraceParentOf(kept.Span));
        Assert.Equal(message.TraceParent, EnvelopeWriter.TraceParentOf(_envelopes.Refile(kept.Span, BootId.Parse("b9"), 7)));
    }

    [Fact]
    public void A_payload_can_not_pose_as_the_trace()
    {
        var message = new CapturedMessage(MessageTypes.Passing, Micros.Zero, "{\"traceparent\":\"00-0\"}"u8.ToArray());
        Assert.Null(EnvelopeWriter.TraceParentOf(_envelopes.Write(s_boot, 1, message)));
    }

    [Fact]
    public void Where_traces_are_collected_the_message_belongs_to_the_span_of_its_capture()
    {
        var spans = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "BmxTiming.TrackClient",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span.Id!);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        var message = CapturedMessage.Gateway(Micros.Zero, new GatewayPayload(GatewayKinds.DecoderLost));
        lock (spans)
        {
            Assert.Contains(message.TraceParent, spans);
        }
    }
}
