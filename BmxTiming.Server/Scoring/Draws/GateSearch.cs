namespace BmxTiming.Server.Scoring.Draws;

/// <summary>
/// Deals riders to the gates of one round. Riders stand in tiers of as many as there are gates: a gate takes one of each tier, so gates
/// differ by one rider at most and the seeds of a tier never meet. Within that, riders change gates as long as fewer of them meet again
/// or meet their own club.
/// </summary>
/// <param name="met">How often two riders have met; the round is added to it.</param>
internal sealed class GateSearch(int[][] tiers, string?[] clubs, int[,] met, int gates)
{
    private const int TriesPerRider = 200;
    private const int MeetAgain = 4;
    private const int SameClub = 3;

    private readonly int[] _gateOf = new int[clubs.Length];
    private readonly int[] _tierOf = new int[clubs.Length];
    private readonly int[,] _at = new int[tiers.Length, gates];

    /// <returns>The gate of each rider.</returns>
    public int[] Draw(DrawRandom random)
    {
        for (var tier = 0; tier < tiers.Length; tier++)
        {
            var order = random.Shuffled(Enumerable.Range(0, gates));
            for (var gate = 0; gate < gates; gate++)
            {
                _at[tier, gate] = -1;
            }

            for (var i = 0; i < tiers[tier].Length; i++)
            {
                _tierOf[tiers[tier][i]] = tier;
                Put(tiers[tier][i], order[i]);
            }
        }

        for (var tries = gates > 1 ? TriesPerRider * clubs.Length : 0; tries > 0; tries--)
        {
            Try(random.Below(clubs.Length), random.Below(gates));
        }

        for (var gate = 0; gate < gates; gate++)
        {
            int[] riders = [.. Enumerable.Range(0, tiers.Length).Select(tier => _at[tier, gate]).Where(static rider => rider >= 0)];
            foreach (var (a, b) in riders.SelectMany(a => riders.Where(b => b != a).Select(b => (a, b))))
            {
                met[a, b]++;
            }
        }

        return _gateOf;
    }

    private void Put(int rider, int gate)
    {
        _gateOf[rider] = gate;
        _at[_tierOf[rider], gate] = rider;
    }

    /// <summary>Changes gates with the rider of the same tier there, if that is no worse: equals move too, so that the search goes on.</summary>
    private void Try(int rider, int gate)
    {
        var from = _gateOf[rider];
        var tier = _tierOf[rider];
        if (from == gate)
        {
            return;
        }

        var other = _at[tier, gate];
        var before = Cost(rider, from, tier) + (other < 0 ? 0 : Cost(other, gate, tier));
        var after = Cost(rider, gate, tier) + (other < 0 ? 0 : Cost(other, from, tier));
        if (after > before)
        {
            return;
        }

        _at[tier, from] = -1;
        Put(rider, gate);
        if (other >= 0)
        {
            Put(other, from);
        }
    }

    private int Cost(int rider, int gate, int tier)
    {
        var cost = 0;
        for (var other = 0; other < tiers.Length; other++)
        {
            if (other != tier && _at[other, gate] is >= 0 and var met1)
            {
                cost += (MeetAgain * met[rider, met1]) + (clubs[rider] is { } club && club == clubs[met1] ? SameClub : 0);
            }
        }

        return cost;
    }
}
