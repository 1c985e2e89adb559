using BmxTiming.TrackClient.Decoder;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class DecoderAddressTests
{
    [Theory]
    [InlineData("10.0.0.7:5403", "10.0.0.7", 5403, null)]
    [InlineData("10.0.0.7", "10.0.0.7", 5403, null)]
    [InlineData("finish-box:6000=finish", "finish-box", 6000, "finish")]
    [InlineData("[::1]:6000=split-1", "::1", 6000, "split-1")]
    public void A_decoder_is_named_by_host_port_and_the_point_it_stands_for(string text, string host, int port, string? point)
    {
        Assert.True(DecoderAddress.TryParse(text, out var address));
        Assert.Equal((host, port, point), (address.EndPoint.Host, address.EndPoint.Port, address.TimingPoint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("=finish")]
    [InlineData("host:99999")]
    [InlineData("host:5403=")]
    [InlineData("host:5403=Finish Line")]
    public void Anything_else_is_refused(string text) => Assert.False(DecoderAddress.TryParse(text, out _));
}
