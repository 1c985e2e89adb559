namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>How riders ride a race: the same race is always ridden in the same way.</summary>
internal static class DayRaces
{
    public static PaperRace Ride(string motoId, string round, int gate, IReadOnlyList<(int Lane, string Entry)> lanes, Incident incident)
    {
        var random = new Random(motoId.Aggregate(17, static (seed, letter) => unchecked((seed * 31) + letter)));
        var hill = Times(random, lanes.Count, 2_100_000, 140_000);
        var turn = Times(random, lanes.Count, 14_000_000, 260_000);
        var finish = Times(random, lanes.Count, 33_000_000, 450_000);
        var order = Enumerable.Range(0, lanes.Count).OrderBy(i => finish[i]).ToArray();
        switch (incident)
        {
            case Incident.DeadHeatForFirst:
                finish[order[1]] = finish[order[0]];
                break;
            case Incident.DeadHeatForThird:
                finish[order[3]] = finish[order[2]];
                break;
        }

        return new PaperRace(motoId, round, gate, [.. lanes.Select((lane, i) => incident switch
        {
            Incident.NoShow when i == order[^1] => new Ride(lane.Entry, lane.Lane, null, null, null, "DNS"),
            Incident.Crash when i == order[^1] => new Ride(lane.Entry, lane.Lane, hill[i], null, null, "DNF"),
            _ => new Ride(lane.Entry, lane.Lane, hill[i], turn[i], finish[i]),
        })]);
    }

    /// <summary>Different times in a random order.</summary>
    private static long[] Times(Random random, int riders, long first, int gap)
    {
        var places = Enumerable.Range(0, riders).ToArray();
        random.Shuffle(places);
        return [.. places.Select(place => first + (place * (long)gap) + random.Next(gap - 1))];
    }
}
