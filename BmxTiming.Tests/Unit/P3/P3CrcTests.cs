using System.Text;
using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class P3CrcTests
{
    [Fact]
    public void The_check_value_is_not_that_of_a_catalogued_variant()
    {
        Assert.Equal(0xA69D, P3Crc.Compute("123456789"u8));
        Assert.NotEqual(0x29B1, P3Crc.Compute("123456789"u8));
    }

    [Fact]
    public void It_can_be_computed_in_pieces()
    {
        var bytes = Encoding.ASCII.GetBytes("The gate falls, eight riders, one loop at the foot of the hill.");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(P3Crc.Compute(bytes), P3Crc.Compute(bytes.AsSpan(cut), P3Crc.Compute(bytes.AsSpan(0, cut))));
        }
    }

    [Fact]
    public void The_crc_field_itself_counts_as_zero()
    {
        var frame = WorkedFrame.Named("gate").Bytes;
        var zeroed = frame.ToArray();
        zeroed[4] = zeroed[5] = 0;

        Assert.Equal(0xE494, P3Crc.OfFrame(frame));
        Assert.Equal(0xE494, P3Crc.OfFrame(zeroed));
        Assert.Equal(0xE494, P3Crc.Compute(zeroed));
    }
}
