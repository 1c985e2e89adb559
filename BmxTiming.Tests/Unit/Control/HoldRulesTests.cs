using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control;
using BmxTiming.Server.Control.RaceControl.Holding;
using Xunit;

namespace BmxTiming.Tests.Unit.Control;

public sealed class HoldRulesTests
{
    private static readonly TrackId s_track = TrackId.Parse("track-a");
    private static readonly Micros s_holdFor = Micros.FromSeconds(180);

    [Fact]
    public void A_lone_operator_needs_no_ceremony()
    {
        var hold = HoldRules.Use(null, s_track, "ann", At(0), s_holdFor).Value!;
        Assert.Same(hold, HoldRules.Use(hold, s_track, "ann", At(60), s_holdFor).Value);
        var kept = HoldRules.Use(hold, s_track, "ann", At(100), s_holdFor).Value!;
        Assert.Equal((At(280), At(0)), (kept.ExpiresAtUs, kept.SinceUs));
        Assert.Equal("ann", HoldRules.HolderAt(kept, At(279)));
    }

    [Fact]
    public void Who_does_not_hold_the_track_is_refused_until_the_holder_was_silent_for_long_enough()
    {
        var hold = HoldRules.Use(null, s_track, "ann", At(0), s_holdFor).Value!;
        Assert.Equal(ControlCodes.TrackHeld, HoldRules.Use(hold, s_track, "bob", At(179), s_holdFor).Error!.Code);
        Assert.Equal("bob", HoldRules.Use(hold, s_track, "bob", At(180), s_holdFor).Value!.Holder);
    }

    [Fact]
    public void Every_change_raises_the_version_so_that_of_two_claims_one_is_stored()
    {
        var hold = HoldRules.Claim(null, s_track, "ann", At(0), s_holdFor).Value!;
        var asked = HoldRules.Request(hold, s_track, "bob", "shift ends", At(1), s_holdFor).Value!;
        var given = HoldRules.Give(asked, s_track, "ann", null, At(2), s_holdFor).Value!;
        var freed = HoldRules.Release(given, s_track, "bob", At(3)).Value!;
        var taken = HoldRules.Take(freed, s_track, "cat", At(4), s_holdFor).Value!;
        Assert.Equal([1, 2, 3, 4, 5], new[] { hold, asked, given, freed, taken }.Select(change => change.Version));
        Assert.Equal(("bob", (HandOverRequest?)null), (given.Holder, given.Request));
    }

    [Fact]
    public void Only_the_holder_hands_over_and_only_to_somebody()
    {
        var hold = HoldRules.Claim(null, s_track, "ann", At(0), s_holdFor).Value!;
        Assert.Equal(ControlCodes.NotHolder, HoldRules.Give(hold, s_track, "bob", "bob", At(1), s_holdFor).Error!.Code);
        Assert.Equal(ControlCodes.NotHolder, HoldRules.Release(hold, s_track, "bob", At(1)).Error!.Code);
        Assert.Equal(ControlCodes.NobodyAsked, HoldRules.Give(hold, s_track, "ann", null, At(1), s_holdFor).Error!.Code);
        Assert.Equal("cat", HoldRules.Give(hold, s_track, "ann", "cat", At(1), s_holdFor).Value!.Holder);
    }

    [Fact]
    public void Asking_for_a_track_that_nobody_holds_is_getting_it() =>
        Assert.Equal("bob", HoldRules.Request(null, s_track, "bob", null, At(0), s_holdFor).Value!.Holder);

    private static Micros At(long seconds) => Micros.FromSeconds(1_700_000_000 + seconds);
}
