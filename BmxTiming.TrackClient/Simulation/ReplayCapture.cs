using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Decoder.Cli;

namespace BmxTiming.TrackClient.Simulation;

/// <param name="AtUs">When it came, by the capture's own clock as far as that is known.</param>
/// <param name="RtcUs">The stamp in it, when it is a passing.</param>
internal sealed record ReplayFrame(byte[] Wire, Micros AtUs, Micros? RtcUs, uint? PassingNumber);

/// <summary>
/// A capture made into a timetable. Passings carry their time; what stands between two of them is spread evenly, and before the first
/// and behind the last it comes every five seconds, as STATUS does.
/// </summary>
internal sealed record ReplayCapture(IReadOnlyList<ReplayFrame> Frames, uint? DecoderId)
{
    private static readonly Micros StatusPeriodUs = Micros.FromSeconds(5);

    public static ReplayCapture Parse(ReadOnlySpan<byte> file)
    {
        var bytes = IsHex(file) ? Unhex(file) : file.ToArray();
        var reader = new P3FrameReader(new P3ReaderOptions { EmitRejected = true });
        ReadOnlySpan<byte> rest = bytes;
        var frames = new List<ReplayFrame>();
        uint? decoderId = null;
        while (rest.Length is var before && reader.TryRead(ref rest, out var frame))
        {
            var passing = frame.Error == P3Error.None ? P3Message.Read(frame) : null;
            decoderId ??= passing?.DecoderId;
            var rtc = (passing as P3Passing)?.RtcTimeUs;
            // What stood before the frame goes out with it, garbage included: a replay shows what the line showed.
            var wire = bytes.AsSpan(bytes.Length - before, before - rest.Length).ToArray();
            frames.Add(new ReplayFrame(wire, Micros.Zero, rtc is { } us and <= long.MaxValue ? new Micros((long)us) : null, (passing as P3Passing)?.PassingNumber));
        }

        return new ReplayCapture(Schedule(frames), decoderId);
    }

    private static ReplayFrame[] Schedule(List<ReplayFrame> frames)
    {
        var scheduled = frames.ToArray();
        var anchors = Enumerable.Range(0, frames.Count).Where(i => frames[i].RtcUs is not null).ToArray();
        if (anchors.Length == 0)
        {
            return [.. frames.Select(static (frame, i) => frame with { AtUs = new Micros(i * StatusPeriodUs.Value) })];
        }

        for (var i = 0; i < anchors[0]; i++)
        {
            scheduled[i] = frames[i] with { AtUs = frames[anchors[0]].RtcUs!.Value - new Micros((anchors[0] - i) * StatusPeriodUs.Value) };
        }

        for (var a = 0; a < anchors.Length; a++)
        {
            var from = anchors[a];
            var to = a + 1 < anchors.Length ? anchors[a + 1] : frames.Count;
            // A clock that was set back keeps the order of the frames.
            var earliest = from == 0 ? new Micros(long.MinValue) : scheduled[from - 1].AtUs;
            var startUs = frames[from].RtcUs!.Value is var stamp && stamp < earliest ? earliest : stamp;
            var endUs = to < frames.Count ? frames[to].RtcUs!.Value : startUs + new Micros((to - from) * StatusPeriodUs.Value);
            var stepUs = Math.Max(0, (endUs - startUs).Value / (to - from));
            for (var i = from; i < to; i++)
            {
                scheduled[i] = frames[i] with { AtUs = startUs + new Micros((i - from) * stepUs) };
            }
        }

        return scheduled;
    }

    private static bool IsHex(ReadOnlySpan<byte> file) =>
        !file.IsEmpty && file[0] != P3Frame.Sor && !file.ContainsAnyExceptInRange((byte)9, (byte)126);

    private static byte[] Unhex(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[(text.Length / 2) + 1];
        var count = 0;
        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            if (!HexText.TryDecode(text[range], bytes.AsSpan(count), out var written))
            {
                throw new InvalidDataException($"Line {number} is not hex.");
            }

            count += written;
        }

        return bytes[..count];
    }
}
