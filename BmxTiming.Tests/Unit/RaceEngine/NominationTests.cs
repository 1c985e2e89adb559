using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class NominationTests
{
    private static FreeTrack[] Tracks(int count, int fold = 1) =>
        [.. Enumerable.Range(1, count).Select(number => new FreeTrack(TrackId.Parse($"track-{number}"), fold))];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Free_tracks_go_to_whoever_has_least(int count)
    {
        var nominees = Nomination.Of(Tracks(count), [new("a", 1, 5), new("b", 1, 0), new("c", 1, 2)]);

        var loads = new[] { 5 + Of("a"), Of("b"), 2 + Of("c") };
        Assert.Equal(count, nominees.Count);
        Assert.True(loads.Max() - loads.Min() <= 1 || Of("a") == 0, string.Join(", ", loads));

        int Of(string worker) => nominees.Values.Count(name => name == worker);
    }

    [Fact]
    public void All_who_see_the_same_name_the_same()
    {
        Candidate[] candidates = [new("a", 1, 0), new("b", 1, 0), new("c", 1, 0)];
        Assert.Equal(Nomination.Of(Tracks(9), candidates), Nomination.Of(Tracks(9).Reverse(), candidates.Reverse()));
    }

    [Fact]
    public void Nobody_is_named_for_a_fold_that_nobody_has() =>
        Assert.Equal(["b", "b"], Nomination.Of([.. Tracks(2, fold: 2), new(TrackId.Parse("track-9"), 3)], [new("a", 1, 0), new("b", 2, 4)]).Values);

    /// <summary>Its goodbye may not have come yet, and with nothing left it has the least of all.</summary>
    [Fact]
    public void Whoever_gave_a_track_back_is_not_named_for_it()
    {
        FreeTrack[] given = [.. Tracks(9).Select(static track => track with { GivenBackBy = "a" })];
        Assert.All(Nomination.Of(given, [new("a", 1, 0), new("b", 1, 7)]).Values, static name => Assert.Equal("b", name));
        Assert.Empty(Nomination.Of(given, [new("a", 1, 0)]));
    }

    [Theory]
    [InlineData("a", 3, 1, true)]
    [InlineData("a", 2, 1, false)]
    [InlineData("b", 3, 1, false)]
    [InlineData("a", 1, 1, false)]
    public void Only_the_most_loaded_gives_and_only_where_it_helps(string me, int ofA, int ofB, bool gives)
    {
        var surplus = Nomination.Surplus(me, Tracks(me == "a" ? ofA : ofB), [new("a", 1, ofA), new("b", 1, ofB)]);
        Assert.Equal(gives, surplus is not null);
    }

    [Fact]
    public void A_track_is_not_given_to_a_worker_that_cannot_run_it()
    {
        FreeTrack[] mine = [new(TrackId.Parse("new"), 2), new(TrackId.Parse("old"), 1), new(TrackId.Parse("other"), 2)];
        Assert.Equal(TrackId.Parse("old"), Nomination.Surplus("a", mine, [new("a", 2, 3), new("b", 1, 0)]));
    }
}
