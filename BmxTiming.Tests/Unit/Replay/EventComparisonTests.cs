using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;
using Xunit;

namespace BmxTiming.Tests.Unit.Replay;

public sealed class EventComparisonTests
{
    [Fact]
    public void Equal_events_are_no_difference_whichever_side_is_ahead()
    {
        var comparison = new EventComparison(kept: 10);
        comparison.Folded(Folded(1, 0, "a"));
        comparison.Folded(Folded(1, 1, "b"));
        Assert.True(comparison.AwaitsStored);
        comparison.Stored(Stored(1, 0, "a"));
        comparison.Stored(Stored(1, 1, "b"));
        comparison.Stored(Stored(2, 0, "c"));
        Assert.False(comparison.AwaitsStored);
        comparison.Folded(Folded(2, 0, "c"));
        comparison.Complete();

        Assert.Equal((3, 0), (comparison.Equal, comparison.Differences));
    }

    [Fact]
    public void A_missing_an_unexpected_a_doubled_and_a_changed_event_are_each_told()
    {
        var comparison = new EventComparison(kept: 10);
        foreach (var seq in (long[])[1, 2, 4, 5])
        {
            comparison.Folded(Folded(seq, 0, $"{{\"kind\":\"k{seq}\"}}"));
        }

        comparison.Stored(Stored(2, 0, "{\"kind\":\"k2\"}"));
        comparison.Stored(Stored(2, 0, "{\"kind\":\"k2\"}"));
        comparison.Stored(Stored(3, 0, "{\"kind\":\"k3\"}"));
        comparison.Stored(Stored(4, 0, "{\"kind\":\"kX\"}"));
        comparison.Complete();

        Assert.Equal(
            [
                (ReplayDifference.Missing, 1, "k1"), (ReplayDifference.Unexpected, 2, "k2"), (ReplayDifference.Unexpected, 3, "k3"),
                (ReplayDifference.Bytes, 4, "kX"), (ReplayDifference.Missing, 5, "k5"),
            ],
            comparison.Kept.Select(difference => (difference.Difference, difference.RawSeq, difference.Kind)));
        Assert.Equal(10, comparison.Kept[3].AtByte);
        Assert.Equal(1, comparison.Equal);
    }

    [Fact]
    public void Every_difference_is_counted_and_the_first_are_kept()
    {
        var comparison = new EventComparison(kept: 2);
        for (var seq = 1; seq <= 5; seq++)
        {
            comparison.Folded(Folded(seq, 0, "x"));
        }

        comparison.Complete();

        Assert.Equal((5, 2), (comparison.Differences, comparison.Kept.Count));
    }

    [Fact]
    public void Events_that_are_gone_by_age_are_not_missing()
    {
        var comparison = new EventComparison(kept: 2, storedFrom: (2, 1));
        comparison.Folded(Folded(1, 0, "x"));
        comparison.Folded(Folded(2, 0, "x"));
        comparison.Folded(Folded(2, 1, "y"));
        comparison.Stored(Stored(2, 1, "y"));
        comparison.Complete();

        Assert.Equal((2, 1, 0), (comparison.Expired, comparison.Equal, comparison.Differences));
    }

    private static OutgoingEvent Folded(long rawSeq, int ordinal, string body) =>
        new(rawSeq, ordinal, 1, new MessageId(Guid.Empty), Encoding.UTF8.GetBytes(body));

    private static RecordedEvent Stored(long rawSeq, int ordinal, string body) => new(1, rawSeq, ordinal, 1, Encoding.UTF8.GetBytes(body));
}
