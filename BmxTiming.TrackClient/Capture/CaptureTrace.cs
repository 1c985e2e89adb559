using System.Diagnostics;

namespace BmxTiming.TrackClient.Capture;

/// <summary>
/// The first span of a message's way to the boards. Where nobody collects traces at the track, the message still gets a trace of its
/// own, unsampled, so that what happens to it behind the uplink can be told together.
/// </summary>
internal readonly struct CaptureTrace : IDisposable
{
    private static readonly ActivitySource s_source = new("BmxTiming.TrackClient");

    private readonly Activity? _activity;

    private CaptureTrace(Activity? activity)
    {
        _activity = activity;
        Parent = activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id }
            ? id
            : $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00";
    }

    /// <summary>The value of a W3C <c>traceparent</c>.</summary>
    public string Parent { get; }

    public static CaptureTrace Begin(string messageType) =>
        new(s_source.StartActivity("capture", ActivityKind.Producer)?.SetTag("bmxtiming.message.type", messageType));

    public void Dispose() => _activity?.Dispose();
}
