using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.Support;
using BmxTiming.Tests.Unit.P3;
using Xunit;

namespace BmxTiming.Tests.EndToEnd;

/// <summary>
/// The frames of a real decoder through the whole line: simulator → track client → ingest → JetStream → gateway → socket.
/// What the verb <c>decode</c> prints of a frame is what stands on the log and what the decoder channel shows.
/// </summary>
public sealed class RealCaptureTests(NatsServer nats)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TrackId s_track = TrackId.Parse("track-a");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_frame_stands_on_the_raw_log_and_on_the_decoder_channel_as_decode_prints_it()
    {
        var decoded = await DecodeAsync();
        Assert.Equal(RealCapture.Frames, decoded.Count);

        using var tokens = new TestTokens();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), tokens.Gateway(s_track.Value, "gw-a1"), Stop);
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await using var server = await TestServerHost.StartAsync("ingest,race-engine,ws-gateway", new Dictionary<string, string?>(bench.Settings)
        {
            ["Auth:GatewayKeys:0"] = tokens.PublicKeyPath,
        });
        await using var socket = await LiveSocket.ConnectAsync(server.Address, $"track_id={s_track}&channels=decoder", Stop);
        await Eventually.HoldsAsync(() => socket.Frames.Count > 0, s_patience, () => "no snapshot");

        var decoderAt = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ServerProcess.FreePort()}");
        await using var decoder = TrackClientProcess.Start(
            "simulate", "--scenario", "replay", "--file", RealCapture.Path, "--speed", "max", "--listen", decoderAt);
        await using var client = TrackClientProcess.Start(
            "run", "--track", s_track.Value, "--client", "gw-a1", "--decoder", decoderAt, "--ingest", server.Address.ToString(),
            "--token-file", folder.File("token"), "--spool", folder.File("spool"));

        await Eventually.HoldsAsync(
            () => Shown(socket).Count >= decoded.Count, s_patience, () => $"{Shown(socket).Count} of {decoded.Count} on the channel\n{client.Output}\n{decoder.Output}");
        AssertSame(decoded, [.. (await RawAsync(bench)).Select(message => (message.MessageType, message.Payload))]);
        AssertSame(decoded, Shown(socket));
        AssertChain(socket);
    }

    /// <summary>What <c>decode</c> prints, without the summary.</summary>
    private static async Task<List<JsonElement>> DecodeAsync()
    {
        var (exitCode, output) = await TrackClientProcess.RunAsync(Stop, "decode", RealCapture.Path);
        Assert.Equal(0, exitCode);
        var frames = new List<JsonElement>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("record", out _))
            {
                frames.Add(json.RootElement.Clone());
            }
        }

        return frames;
    }

    private static async Task<List<RawMessage>> RawAsync(TrackBench bench) =>
        [.. (await bench.RawAsync(s_track)).Where(static message => message.MessageType is MessageTypes.Passing or MessageTypes.Status)];

    private static List<(string Record, JsonElement Payload)> Shown(LiveSocket socket) =>
        [.. socket.Frames.Select(static seen => seen.Frame)
            .Where(static frame => frame.Kind == LiveKinds.Event)
            .Select(static frame => (Record: frame.Payload.GetProperty(LivePayloadMembers.MessageType).GetString()!, frame.Payload))
            .Where(static shown => shown.Record is MessageTypes.Passing or MessageTypes.Status)];

    private static void AssertSame(List<JsonElement> decoded, List<(string Record, JsonElement Payload)> seen)
    {
        Assert.Equal(decoded.Count, seen.Count);
        for (var i = 0; i < decoded.Count; i++)
        {
            Assert.Equal(decoded[i].GetProperty("record").GetString(), seen[i].Record);
            foreach (var field in decoded[i].GetProperty("fields").EnumerateObject())
            {
                Assert.True(seen[i].Payload.TryGetProperty(field.Name, out var value), $"frame {i + 1}: {field.Name} is missing");
                Assert.Equal(Plain(field.Value), Plain(value));
            }
        }
    }

    /// <summary>The channel's own numbers: the raw stream's sequence, each frame naming the one before.</summary>
    private static void AssertChain(LiveSocket socket)
    {
        var frames = socket.Frames.Select(static seen => seen.Frame).Where(static frame => frame.Kind is LiveKinds.Snapshot or LiveKinds.Event).ToList();
        Assert.Equal(LiveKinds.Snapshot, frames[0].Kind);
        foreach (var (before, frame) in frames.Zip(frames.Skip(1)))
        {
            Assert.Equal((LiveKinds.Event, before.Seq), (frame.Kind, frame.PrevSeq));
            Assert.True(frame.Seq > before.Seq);
        }
    }

    // A flag is a bit on the wire and a word in JSON.
    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.ToString(),
    };
}
