using BmxTiming.Server.Platform.Messaging;
using Xunit;

namespace BmxTiming.Tests.Unit.Messaging;

public sealed class DeliveredPlaceTests
{
    [Fact]
    public void A_reply_subject_tells_where_the_message_stands()
    {
        var storedAt = new DateTimeOffset(2026, 5, 16, 9, 30, 0, TimeSpan.Zero).AddTicks(1_234_567);

        Assert.Equal(
            new DeliveredPlace(4711, 12, storedAt, 3),
            DeliveredPlace.TryRead("$JS.ACK.BMX_RAW.replay-1.1.4711.12.1778923800123456789.3"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("_INBOX.1.2.3.4.5.6.7.8")]
    [InlineData("$JS.ACK.BMX_RAW.replay-1.1.4711.12.1778923800123456789")]
    [InlineData("$JS.ACK.BMX_RAW.replay-1.1.x.12.1778923800123456789.3")]
    [InlineData("$JS.ACK.BMX_RAW.replay-1.1.-1.12.1778923800123456789.3")]
    [InlineData("$JS.ACK.BMX_RAW.replay-1.1.4711.12.1778923800123456789.99999999999999999999")]
    [InlineData("$JS.ACK.hub.ACC123.BMX_RAW.replay-1.1.4711.12.1778923800123456789.3.rnd")]
    public void Another_form_is_left_to_the_client_library(string? replyTo) => Assert.Null(DeliveredPlace.TryRead(replyTo));
}
