using BmxTiming.Bench.Harness;
using BmxTiming.Protocol.P3;

namespace BmxTiming.Bench.Rows;

/// <summary>Bytes of a decoder → passings. In processor time of one thread, since nothing else is in it.</summary>
internal sealed class P3Parse : IBenchmark
{
    private const string BaselineText = "byte-wise unescape into a buffer, then a CRC table loop; no field is read";
    private const int Frames = 20_000;
    private const int Passes = 4;

    /// <summary>A read of the decoder's socket in the track client.</summary>
    private const int ChunkBytes = 16 * 1024;

    private static readonly Turns s_turns = new(WarmUps: 30, Rounds: 11);

    private static readonly RowSpec s_fields = new(
        "p3-parse", "frames/cpu-s", Better.Higher, BaselineText, "frame reader (resynchronising, checked), every field decoded in place")
    {
        Bar = 0.7,
        Stretch = 1.5,
    };

    private static readonly RowSpec s_allocation = new("p3-alloc", "B/frame", Better.Lower, BaselineText, "as p3-parse")
    {
        Judged = Judged.Product,
        Bar = 0,
    };

    private static readonly RowSpec s_message = new(
        "p3-parse-typed", "frames/cpu-s", Better.Higher, BaselineText, "frame reader and P3Message.Read, as the track client does it");

    private static readonly RowSpec s_messageAllocation = new(
        "p3-alloc-typed", "B/frame", Better.Lower, BaselineText, "as p3-parse-typed: the message itself and its code as text")
    {
        Judged = Judged.Product,
    };

    private readonly byte[] _wire = Wire();

    public IReadOnlyList<RowSpec> Rows { get; } = [s_fields, s_allocation, s_message, s_messageAllocation];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var fields = await CompareAsync(ReadFields, cancellationToken);
        var messages = await CompareAsync(ReadMessages, cancellationToken);
        return
        [
            new BenchRow(s_fields, fields.Speed),
            new BenchRow(s_allocation, fields.Allocation),
            new BenchRow(s_message, messages.Speed),
            new BenchRow(s_messageAllocation, messages.Allocation),
        ];
    }

    private async Task<(Samples Speed, Samples Allocation)> CompareAsync(Func<int> product, CancellationToken cancellationToken)
    {
        var allocated = (Baseline: new List<double>(), Product: new List<double>());
        var speed = await Interleaved.RunAsync(
            s_turns,
            () => Measure(() => P3Baseline.CountFrames(_wire), allocated.Baseline),
            () => Measure(product, allocated.Product),
            cancellationToken);
        // Without the warm-up, as the speeds.
        return (speed, new Samples(allocated.Baseline[s_turns.WarmUps..], allocated.Product[s_turns.WarmUps..]));
    }

    private static double Measure(Func<int> count, List<double> allocatedPerFrame)
    {
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var start = ProcessorTime.OfThisThread();
        var frames = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            frames += count();
        }

        var seconds = ProcessorTime.OfThisThread() - start;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        if (frames != Frames * Passes)
        {
            throw new MeasurementException($"{frames} frames were read, {Frames * Passes} are there");
        }

        // A pass makes a reader; over its frames that is nothing.
        allocatedPerFrame.Add(allocated / frames);
        return frames / seconds;
    }

    private int ReadFields()
    {
        var reader = new P3FrameReader();
        var frames = 0;
        ulong sum = 0;
        for (var start = 0; start < _wire.Length; start += ChunkBytes)
        {
            ReadOnlySpan<byte> input = _wire.AsSpan(start, Math.Min(ChunkBytes, _wire.Length - start));
            while (reader.TryRead(ref input, out var frame))
            {
                foreach (var tlv in frame.Tlvs)
                {
                    sum += tlv.TryGetUnsigned(out var value) ? value : (ulong)tlv.Value.Length;
                }

                frames += frame.Record == P3Record.Passing ? 1 : 0;
            }
        }

        return sum == 0 ? 0 : frames;
    }

    private int ReadMessages()
    {
        var reader = new P3FrameReader();
        var frames = 0;
        for (var start = 0; start < _wire.Length; start += ChunkBytes)
        {
            ReadOnlySpan<byte> input = _wire.AsSpan(start, Math.Min(ChunkBytes, _wire.Length - start));
            while (reader.TryRead(ref input, out var frame))
            {
                frames += P3Message.Read(frame, reader.Counters) is P3Passing { IsComplete: true } ? 1 : 0;
            }
        }

        return frames;
    }

    // As decoders send them: numbers and times that rise, so that some bytes have to be escaped.
    private static byte[] Wire()
    {
        using var wire = new MemoryStream();
        var writer = new P3FrameWriter(P3Authority.Decoder);
        for (var i = 0u; i < Frames; i++)
        {
            wire.Write(new P3Passing
            {
                PassingNumber = 40_000 + i,
                TransponderId = 10_123_451 + (i % 240),
                TransponderCode = "FL-01001",
                RtcTimeUs = 1_778_923_800_000_000 + (i * 137_311UL),
                Strength = (ushort)(90 + (i % 60)),
                Hits = (ushort)(10 + (i % 40)),
                PassingFlags = 0,
                DecoderId = 204_634,
            }.Write(writer));
        }

        return wire.ToArray();
    }
}
