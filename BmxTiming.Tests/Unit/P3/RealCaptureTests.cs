using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class RealCaptureTests
{
    [Fact]
    public void A_real_capture_decodes_without_a_single_fault()
    {
        var reader = new P3FrameReader();

        var seen = reader.ReadAll(Bytes());

        Assert.Equal(RealCapture.Frames, seen.Count);
        Assert.Equal((0, 0, 0, 0), (
            reader.Counters.CrcFailures, reader.Counters.LengthMismatches, reader.Counters.Resyncs, reader.Counters.Rejected));
        Assert.Equal((0, 0, 0, 0, 0), (
            reader.Counters.UnknownRecords, reader.Counters.UnknownTags, reader.Counters.UnusableFields, reader.Counters.TlvOverruns,
            reader.Counters.OddEscapes));
        Assert.All(seen, static frame => Assert.True(frame.Message.IsComplete));
        Assert.All(seen, static frame => Assert.True(frame.Message is P3Passing or P3Status));
        Assert.All(seen.Select(static frame => frame.Message).OfType<P3Status>(), static status =>
            Assert.InRange(status.TemperatureC!.Value, (short)15, (short)40));
    }

    [Fact]
    public void Its_passing_numbers_rise_with_the_one_gap_it_has()
    {
        var numbers = new P3FrameReader().ReadAll(Bytes())
            .Select(static frame => frame.Message).OfType<P3Passing>()
            .Select(static passing => passing.PassingNumber!.Value).ToList();

        Assert.Equal((83, 157_777u), (numbers.Count, numbers[0]));
        var afterGap = numbers.Skip(1).Where((number, step) => number != numbers[step] + 1);
        Assert.Equal([157_830u], afterGap);
    }

    [Fact]
    public void Its_typed_messages_encode_to_its_very_bytes()
    {
        var wire = new P3FrameReader().ReadAll(Bytes()).SelectMany(static frame => frame.Message.ToWire(P3Authority.Decoder)).ToArray();

        Assert.Equal(Bytes(), wire);
    }

    private static byte[] Bytes() => [.. File.ReadLines(RealCapture.Path).SelectMany(FrameBytes.FromHex)];
}
