using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>One round of a class as it was ridden.</summary>
internal sealed record RoundSheet(RoundName Round, ImmutableArray<RaceLine> Lines)
{
    public RaceLine? Of(int rider) => Lines.FirstOrDefault(line => line.Rider == rider);

    public IEnumerable<IGrouping<int, RaceLine>> Heats =>
        Lines.Where(static line => line.Heat is not null).GroupBy(static line => line.Heat!.Value);
}
