using System.Numerics;
using System.Text;
using BmxTiming.TrackClient.Spool;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class Crc32CTests
{
    [Fact]
    public void The_check_value_is_that_of_the_catalogue() =>
        Assert.Equal(0xE3069283, ~Crc32C.Append(uint.MaxValue, Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Thirty_two_zeros_give_the_sum_of_the_standard() =>
        Assert.Equal(0x8A9136AA, ~Crc32C.Append(uint.MaxValue, new byte[32])); // RFC 3720 B.4

    [Fact]
    public void Every_length_gives_what_byte_after_byte_gives()
    {
        var random = new Random(1);
        for (var length = 0; length <= 2_000; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            var start = (uint)random.NextInt64(1L << 32);
            var expected = data.Aggregate(start, static (crc, b) => BitOperations.Crc32C(crc, b));

            Assert.Equal(expected, Crc32C.Append(start, data));
            Assert.Equal(expected, Crc32C.AppendByParts(start, data));
        }
    }
}
