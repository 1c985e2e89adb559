using BmxTiming.Tests.Chaos.SpoolRows;

namespace BmxTiming.Tests.Chaos;

/// <summary>The catalogue of the track side, by number.</summary>
internal static class TrackRows
{
    public static IReadOnlyList<IChaosRow> All { get; } =
    [
        .. SpoolCatalogue.All,
        new TwoGatewaysRow(),
        new ClockJumpRow(),
        new HalfOpenDecoderRow(),
        new SegmentedFramesRow(),
        new LostAnswerRow(),
        new SequenceGapRow(),
        new RestartRow(),
        new LongOutageRow(),
    ];
}
