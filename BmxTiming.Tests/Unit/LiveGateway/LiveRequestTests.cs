using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class LiveRequestTests
{
    [Fact]
    public void Only_the_track_is_required()
    {
        var request = Parse("track_id=track-a").Request!;
        Assert.Equal("track-a", request.Track.Value);
        Assert.Null(request.Meeting);
        Assert.Equal([LiveChannels.Race], request.Channels);
        Assert.Null(request.From);
        Assert.False(request.WantsDecoder);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var request = Parse("track_id=t&event_id=day-1&channels=decoder,race&from=981").Request!;
        Assert.Equal("day-1", request.Meeting?.Value);
        Assert.Equal([LiveChannels.Decoder, LiveChannels.Race], request.Channels);
        Assert.Equal(981, request.From);
        Assert.True(request.WantsDecoder);
    }

    [Theory]
    [InlineData("channels=race,race")]
    [InlineData("channels=race&channels=race")]
    [InlineData("from=now")]
    [InlineData("unknown=1")]
    public void Harmless_variants_are_understood(string more) => Assert.NotNull(Parse("track_id=t&" + more).Request);

    [Theory]
    [InlineData("")]
    [InlineData("track_id=")]
    [InlineData("track_id=Track")]
    [InlineData("track_id=a.b")]
    [InlineData("track_id=*")]
    [InlineData("track_id=%3E")]
    [InlineData("track_id=none")]
    [InlineData("track_id=a&track_id=b")]
    [InlineData("track_id=t&event_id=")]
    [InlineData("track_id=t&event_id=a.b")]
    [InlineData("track_id=t&channels=")]
    [InlineData("track_id=t&channels=race,video")]
    [InlineData("track_id=t&from=-1")]
    [InlineData("track_id=t&from=1.5")]
    [InlineData("track_id=t&from=")]
    [InlineData("track_id=t&from=99999999999999999999")]
    public void Anything_else_is_invalid(string query)
    {
        var (request, refusal) = Parse(query);
        Assert.Null(request);
        Assert.Equal((LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid), (refusal?.Code, refusal?.CloseCode));
    }

    private static (LiveRequest? Request, Server.LiveGateway.Core.LiveClose? Refusal) Parse(string query) =>
        LiveRequest.Parse(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
