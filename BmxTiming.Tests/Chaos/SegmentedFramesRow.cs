using System.Text;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;

namespace BmxTiming.Tests.Chaos;

/// <summary>The bytes of a race come one by one, in pieces of any size, or all at once: the messages are the same.</summary>
internal sealed class SegmentedFramesRow : IChaosRow
{
    /// <summary>One read is taken for one frame; what stands behind its end is forgotten.</summary>
    private const string OneFrameARead = "one-frame-a-read";

    public string Number => "30";

    public string Fault => "1-byte segments, coalesced frames";

    public long GateCases => 150;

    public IReadOnlyList<string> PlantedBugs => [OneFrameARead];

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        for (var seed = 1UL; seed <= (ulong)cases; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = SplitMix64.Of(seed, 30);
            var frames = Race(seed, random);
            var expected = Messages(frames, plantedBug: false);
            byte[] all = [.. frames.SelectMany(static frame => frame)];
            // Every byte by itself, everything at once, and any other way.
            int Size() => (seed % 3) switch { 0 => 1, 1 => all.Length, _ => (int)random.Between(1, 200) };
            var pieces = new List<byte[]>();
            for (var at = 0; at < all.Length; at += pieces[^1].Length)
            {
                pieces.Add(all[at..Math.Min(all.Length, at + Size())]);
            }

            var got = Messages(pieces, plantedBug == OneFrameARead);
            tally.Add(got.SequenceEqual(expected) ? null : $"seed {seed}: {got.Length} messages from {pieces.Count} pieces, {expected.Length} from {frames.Count} frames");
        }

        return Task.FromResult(tally.Outcome());
    }

    private static List<byte[]> Race(ulong seed, SplitMix64 random)
    {
        var decoder = new SimulatedDecoder(DecoderLine.DecoderId, seed % 2 == 0 ? DecoderProfile.ProChip : DecoderProfile.AmbRc, seed);
        List<byte[]> frames = [decoder.Hello(), decoder.Status()];
        foreach (var action in RaceTimeline.Create(ScenarioName.CleanRace, DemoRoster.Fixed(), 1, random))
        {
            frames.Add(action is Crossing crossing
                ? decoder.Pass(crossing.Passing, DecoderLine.RtcAtZeroUs + action.AtUs)
                : decoder.Gate(DecoderLine.RtcAtZeroUs + action.AtUs));
        }

        return frames;
    }

    private static string[] Messages(IEnumerable<byte[]> pieces, bool plantedBug)
    {
        var session = new DecoderSession(new DecoderOptions { EndPoint = new("decoder", 5403) });
        foreach (var piece in pieces)
        {
            var end = plantedBug ? Array.IndexOf(piece, P3Frame.Eor) : -1;
            session.OnBytes(end < 0 ? piece : piece.AsSpan(0, end + 1), Micros.Zero, Micros.Zero);
        }

        return [.. session.TakeCaptured().Select(static message => message.MessageType + Encoding.UTF8.GetString(message.PayloadJson.Span))];
    }
}
