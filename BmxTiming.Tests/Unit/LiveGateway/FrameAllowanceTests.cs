using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using Xunit;

namespace BmxTiming.Tests.Unit.LiveGateway;

public sealed class FrameAllowanceTests
{
    [Fact]
    public void Five_frames_pass_at_once_and_the_sixth_does_not()
    {
        var allowance = new FrameAllowance(5, Micros.Zero);
        Assert.Equal(5, Passes(allowance, Micros.Zero));
    }

    [Fact]
    public void One_more_passes_every_fifth_of_a_second()
    {
        var allowance = new FrameAllowance(5, Micros.Zero);
        Passes(allowance, Micros.Zero);
        Assert.False(allowance.TryTake(Micros.FromMilliseconds(199)));
        Assert.True(allowance.TryTake(Micros.FromMilliseconds(200)));
        Assert.False(allowance.TryTake(Micros.FromMilliseconds(200)));
    }

    [Fact]
    public void Silence_saves_up_no_more_than_one_second()
    {
        var allowance = new FrameAllowance(5, Micros.Zero);
        Assert.Equal(5, Passes(allowance, Micros.FromSeconds(3600)));
    }

    private static int Passes(FrameAllowance allowance, Micros nowUs)
    {
        var passed = 0;
        while (allowance.TryTake(nowUs))
        {
            passed++;
        }

        return passed;
    }
}
