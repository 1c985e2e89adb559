namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>
/// A class by the paper rules: points, totals, cuts, heats, gate choice and ranks from who finished when. It shares no code with the
/// product; riders are entries.
/// </summary>
/// <param name="isUci">Motos are ranked by the total, then the time of the last moto; else by the total, then points backwards.</param>
internal sealed class PaperClass(string name, bool isUci, int riders)
{
    private const long Missing = long.MaxValue;

    private readonly Dictionary<(string Round, int Gate), PaperRace> _races = [];
    private readonly Dictionary<(string Round, string Entry), int> _missed = [];

    public string Name => name;

    /// <summary>Riders of the size rule.</summary>
    public int Riders { get; set; } = riders;

    public List<string> Entries { get; } = [];

    /// <summary>Riders whom no rule splits, in the order that the officials drew.</summary>
    public List<string> Lots { get; } = [];

    public PaperSize Size => isUci ? PaperRules.Uci(Riders) : PaperRules.Usa(Riders);

    public IEnumerable<string> RoundNames => PaperRules.Motos.Concat(Size.KnockOuts.Select(static round => round.Name));

    public void Rode(PaperRace race) => _races[(race.Round, race.Gate)] = race;

    public PaperRace Race(string round, int gate) => _races[(round, gate)];

    public PaperRace? RaceOf(string round, string entry) =>
        _races.Values.FirstOrDefault(race => race.Round == round && race.EntryIds.Contains(entry));

    public IEnumerable<PaperRace> RacesOf(string round) => _races.Values.Where(race => race.Round == round).OrderBy(static race => race.Gate);

    /// <summary>Entered behind the gates of a moto: riders of its smallest gate with the late one, and two more.</summary>
    public void Missed(string round, string entry) => _missed[(round, entry)] = RacesOf(round).Min(static race => race.Rides.Count) + 1 + 2;

    public bool HasMissed(string round, string entry) => _missed.ContainsKey((round, entry));

    public bool IsListed(string round, string entry) => RaceOf(round, entry) is not null || HasMissed(round, entry);

    public int? PointsOf(string round, string entry) => RaceOf(round, entry) is { } race
        ? race.Of(entry).Code switch
        {
            null => race.PlaceOf(entry),
            "DNF" => race.Starters,
            "DNS" => race.Rides.Count + 2,
            _ => null,
        }
        : _missed.TryGetValue((round, entry), out var points) ? points : null;

    public int TotalOf(string entry) => PaperRules.Motos.Sum(round => PointsOf(round, entry) ?? 0);

    /// <summary>Moto in which a rider went on, from 0.</summary>
    public Dictionary<string, int> WentOn(int motos = 3)
    {
        var wentOn = new Dictionary<string, int>();
        for (var i = 0; i < motos && Size.IsTransfer; i++)
        {
            foreach (var race in RacesOf(PaperRules.Motos[i]))
            {
                foreach (var ride in race.Rides.Where(MayGoOn).OrderBy(ride => race.PlaceOf(ride.EntryId) ?? Missing).Take(Size.Motos[i].Each))
                {
                    wentOn.Add(ride.EntryId, i);
                }
            }
        }

        return wentOn;
    }

    /// <summary>Those who ride the next moto of a transfer class.</summary>
    public string[] Left(int motos) => [.. Entries.Where(entry => !WentOn(motos).ContainsKey(entry)
        && !_races.Values.Any(race => race.EntryIds.Contains(entry) && race.Of(entry).Code == "DSQ")).Order(StringComparer.Ordinal)];

    public string[] Ranking()
    {
        var wentOn = WentOn();
        return Sorted(Entries, entry => Size.IsTransfer
            ? [Standing(entry), wentOn.TryGetValue(entry, out var moto) ? moto : Missing, .. LastKeys(entry)]
            : isUci ? [Standing(entry), TotalOf(entry), LastTime(PaperRules.Motos, entry), Lot(entry)]
            : [Standing(entry), TotalOf(entry), .. PaperRules.Motos.Reverse().Select(round => PointsOf(round, entry) ?? Missing), Lot(entry)]);
    }

    public string[] GoOn()
    {
        var wentOn = WentOn();
        return Size.IsTransfer
            ? [.. Ranking().Where(wentOn.ContainsKey)]
            : [.. Ranking().Where(entry => Standing(entry) == 0).Take(Size.Best)];
    }

    /// <summary>Riders of each heat of a knock-out round, best first.</summary>
    /// <param name="round">From 0.</param>
    public string[][] Heats(int round)
    {
        var (seeds, heats) = (SeedsOf(round), Size.KnockOuts[round].Heats);
        return [.. Enumerable.Range(0, heats).Select(heat => seeds
            .Where((_, i) => (i / heats % 2 == 0 ? i % heats : heats - 1 - (i % heats)) == heat).ToArray())];
    }

    /// <summary>By the time of the last race ridden; then the place in it, then the order in which they came.</summary>
    public string[] GateChoice(int round, IEnumerable<string> heat)
    {
        var before = RoundNames.Take(PaperRules.Motos.Count + round).ToArray();
        string[] seeds = round == 0 ? Ranking() : SeedsOf(round);
        return Sorted(heat, entry => [LastTime(before, entry), LastPlace(before, entry), Array.IndexOf(seeds, entry)]);
    }

    /// <returns>In order, with the rank; none for a disqualified rider.</returns>
    public (string Entry, int? Rank)[] Final()
    {
        var (listed, ranking) = (new List<(string Entry, int Tie)>(), Ranking());
        for (var i = Size.KnockOuts.Count - 1; i >= 0; i--)
        {
            var (round, isFinal) = (Size.KnockOuts[i].Name, i == Size.KnockOuts.Count - 1);
            var rode = RacesOf(round).SelectMany(static race => race.EntryIds).Where(entry => listed.All(line => line.Entry != entry));
            var ordered = Sorted(rode, entry => isFinal
                ? [Place(round, entry), CodeOrder(round, entry), Array.IndexOf(ranking, entry)]
                : [Place(round, entry), CodeOrder(round, entry), RaceOf(round, entry)!.Of(entry).FinishUs ?? Missing, Array.IndexOf(ranking, entry)]);
            listed.AddRange(ordered.Select((entry, at) => (entry, isFinal && at > 0 && Place(round, entry) != Missing
                && Place(round, entry) == Place(round, ordered[at - 1]) ? 1 : 0)));
        }

        listed.AddRange(ranking.Where(entry => listed.All(line => line.Entry != entry)).Select(static entry => (entry, 0)));
        var ranked = listed.Where(line => !IsDisqualified(line.Entry)).ToArray();
        var result = new List<(string, int?)>();
        for (var (i, rank) = (0, 0); i < ranked.Length; i++)
        {
            rank = ranked[i].Tie == 1 ? rank : i + 1;
            result.Add((ranked[i].Entry, rank));
        }

        return [.. result, .. listed.Where(line => IsDisqualified(line.Entry)).Select(static line => (line.Entry, (int?)null))];
    }

    /// <summary>Who goes into a knock-out round, best seed first.</summary>
    public string[] SeedsOf(int round)
    {
        if (round == 0)
        {
            return GoOn();
        }

        var (before, came) = (Size.KnockOuts[round - 1].Name, SeedsOf(round - 1));
        var goOn = RacesOf(before).SelectMany(race => Sorted(
            race.Rides.Where(MayGoOn).Select(static ride => ride.EntryId),
            entry => [Place(before, entry), CodeOrder(before, entry), Array.IndexOf(came, entry)]).Take(PaperRules.LastTransfers));
        return Sorted(goOn, entry =>
            [Place(before, entry), CodeOrder(before, entry), RaceOf(before, entry)!.Of(entry).FinishUs ?? Missing, Array.IndexOf(came, entry)]);
    }

    private bool IsDisqualified(string entry) => _races.Values.Any(race => race.EntryIds.Contains(entry) && race.Of(entry).Code == "DSQ");

    private static bool MayGoOn(Ride ride) => ride.Code is null or "DNF";

    /// <summary>0 = classified after the motos.</summary>
    private long Standing(string entry) =>
        PaperRules.Motos.Any(round => RaceOf(round, entry)?.Of(entry).Code == "DSQ") ? 2 : 0;

    private long Lot(string entry) => Lots.IndexOf(entry) is >= 0 and var at ? at : Missing;

    private long Place(string round, string entry) => RaceOf(round, entry)!.PlaceOf(entry) ?? Missing;

    private long CodeOrder(string round, string entry) =>
        RaceOf(round, entry)!.Of(entry).Code switch { null => 0, "DNF" => 1, "DNS" => 2, _ => 3 };

    private long LastTime(IEnumerable<string> rounds, string entry) =>
        rounds.LastOrDefault(round => IsListed(round, entry)) is { } last && RaceOf(last, entry) is { } race && race.Of(entry) is { Code: null } ride
            ? ride.FinishUs ?? Missing
            : Missing;

    private long LastPlace(IEnumerable<string> rounds, string entry) =>
        rounds.LastOrDefault(round => IsListed(round, entry)) is { } last && RaceOf(last, entry) is { } race
            ? race.PlaceOf(entry) ?? Missing
            : Missing;

    /// <summary>Place, code, time of the last moto ridden.</summary>
    private long[] LastKeys(string entry)
    {
        var last = PaperRules.Motos.LastOrDefault(round => RaceOf(round, entry) is not null);
        return last is null
            ? [Missing, 2, Missing, Lot(entry)]
            : [Place(last, entry), CodeOrder(last, entry), LastTime([last], entry), Lot(entry)];
    }

    /// <summary>By the keys; equals by the entry, so that there is one order.</summary>
    private static string[] Sorted(IEnumerable<string> entries, Func<string, long[]> keys) => [.. entries
        .Select(entry => (Entry: entry, Keys: keys(entry)))
        .Order(Comparer<(string Entry, long[] Keys)>.Create(static (a, b) =>
            a.Keys.Zip(b.Keys).Select(static pair => pair.First.CompareTo(pair.Second)).FirstOrDefault(static step => step != 0)
                is var order and not 0
                ? order
                : string.CompareOrdinal(a.Entry, b.Entry)))
        .Select(static sorted => sorted.Entry)];
}
