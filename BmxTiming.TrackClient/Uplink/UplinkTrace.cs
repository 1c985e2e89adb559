using System.Diagnostics;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// The trace of one batch. It is begun whether or not anybody records it here, so that the request always carries a
/// <c>traceparent</c> and the server's side of the story can be found by it.
/// </summary>
internal static class UplinkTrace
{
    public const string SourceName = "BmxTiming.TrackClient";

    private const string BatchName = "uplink batch";

    private static readonly ActivitySource s_source = new(SourceName);

    public static Activity Start(UplinkBatch batch)
    {
        var trace = s_source.StartActivity(BatchName, ActivityKind.Client) ?? new Activity(BatchName).Start();
        trace.SetTag("bmxtiming.batch.records", batch.Records.Count);
        return trace;
    }

    public static void End(Activity trace, UplinkAnswer answer)
    {
        trace.SetTag("http.response.status_code", answer.Status);
        trace.SetStatus(answer.Status == 200 ? ActivityStatusCode.Ok : ActivityStatusCode.Error, answer.Problem?.Code ?? answer.Failure);
        trace.Stop();
    }
}
