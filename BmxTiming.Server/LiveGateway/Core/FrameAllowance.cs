using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>A bucket of tokens: <paramref name="perSecond"/> at once, refilled at the same rate.</summary>
internal sealed class FrameAllowance(int perSecond, Micros nowUs)
{
    private readonly long _microsPerFrame = Micros.PerSecond / perSecond;
    private Micros _fullAtUs = nowUs;

    public bool TryTake(Micros nowUs)
    {
        var fullAtUs = (_fullAtUs < nowUs ? nowUs : _fullAtUs) + new Micros(_microsPerFrame);
        if (fullAtUs - nowUs > new Micros(_microsPerFrame * perSecond))
        {
            return false;
        }

        _fullAtUs = fullAtUs;
        return true;
    }
}
