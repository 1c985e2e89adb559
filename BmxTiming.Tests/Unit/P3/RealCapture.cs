using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Unit.P3;

/// <summary>371 frames of a real AMBrc decoder, from vmindru/ambp3client (Apache-2.0): shared data, no part of the product.</summary>
public static class RealCapture
{
    public const int Frames = 371;

    public static string Path => SharedData.Path("p3", "ambrc-371-frames.hex");
}
