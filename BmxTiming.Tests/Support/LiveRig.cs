using System.Net.Http.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>What tests of the live gateway share: settings, starts, and waiting for frames.</summary>
internal static class LiveRig
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Dictionary<string, string?> Settings(string natsUrl, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:nats"] = natsUrl,
            ["Streams:ProvisionInline"] = "true",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Waits until a client has the event, or a snapshot that holds it.</summary>
    public static Task ReachesAsync(LiveSocket socket, long seq, string channel = LiveChannels.Race) => Eventually.HoldsAsync(
        () => socket.Received.Any(frame => frame.Channel == channel && frame.Seq >= seq && frame.Kind != LiveKinds.Error),
        Patience,
        () => Describe(socket));

    public static Task ClosesAsync(LiveSocket socket, int closeCode) => Eventually.HoldsAsync(
        () => (int?)socket.CloseStatus == closeCode, Patience, () => Describe(socket));

    /// <summary>Waits until the gateway's own state of a track holds the event.</summary>
    public static Task ReachesAsync(TestServerHost gateway, string track, long seq)
    {
        long? reached = null;
        return Eventually.HoldsAsync(
            async () =>
            {
                var snapshot = await gateway.Client.GetFromJsonAsync(
                    $"/api/tracks/{track}/live", WireJson.Default.RaceSnapshot, TestContext.Current.CancellationToken);
                reached = snapshot?.RaceSeq;
                return reached >= seq;
            },
            Patience,
            () => $"{reached}");
    }

    private static string Describe(LiveSocket socket)
    {
        var frames = socket.Received;
        return $"{frames.Count} frames, closed {socket.CloseStatus}, last {(frames.Count == 0 ? null : frames[^1])}";
    }
}
