using System.Globalization;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation.Scenarios;

/// <param name="Round">From 1.</param>
/// <param name="Heat">From 1; a class of more than a gate's width races in two heats.</param>
internal sealed record RaceDayMoto(int Number, int Class, int Round, int Heat, IReadOnlyList<SimulatedRider> Riders);

/// <summary>
/// A whole day of a club: 30 classes, 250 riders, three rounds, 150 motos, one a minute. Ten classes fit on one gate, twenty race in two
/// heats; both heats of a round follow each other, and the lanes change by round.
/// </summary>
internal sealed record RaceDay(IReadOnlyList<IReadOnlyList<SimulatedRider>> Classes, IReadOnlyList<RaceDayMoto> Motos)
{
    public const int Rounds = 3;
    public const int Lanes = 8;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private static readonly int[] s_oneHeat = [4, 5, 6, 4, 5, 6, 4, 5, 6, 5];
    private static readonly int[] s_twoHeats = [9, 11];

    public int Riders => Classes.Sum(static riders => riders.Count);

    public static RaceDay Create(ulong seed)
    {
        var random = new SplitMix64(seed);
        var sizes = s_oneHeat.Concat(Enumerable.Range(0, 20).Select(static i => s_twoHeats[i % s_twoHeats.Length])).ToArray();
        random.Shuffle<int>(sizes);
        var classes = new List<IReadOnlyList<SimulatedRider>>(sizes.Length);
        var entered = 0;
        foreach (var size in sizes)
        {
            classes.Add([.. Enumerable.Range(0, size).Select(_ => Rider(++entered, random))]);
        }

        var motos = new List<RaceDayMoto>();
        for (var round = 1; round <= Rounds; round++)
        {
            for (var c = 0; c < classes.Count; c++)
            {
                AddMotos(motos, classes[c], c + 1, round, random);
            }
        }

        return new RaceDay(classes, motos);
    }

    private static void AddMotos(List<RaceDayMoto> motos, IReadOnlyList<SimulatedRider> riders, int number, int round, SplitMix64 random)
    {
        var heats = riders.Count > Lanes ? 2 : 1;
        for (var heat = 1; heat <= heats; heat++)
        {
            var lanes = Enumerable.Range(1, Lanes).ToArray();
            random.Shuffle<int>(lanes);
            SimulatedRider[] field = [.. riders.Where((_, i) => i % heats == heat - 1).Select((rider, i) => rider with { Lane = lanes[i] })];
            motos.Add(new RaceDayMoto(motos.Count + 1, number, round, heat, field));
        }
    }

    private static SimulatedRider Rider(int number, SplitMix64 random) => new(
        0,
        (uint)(20_000_000 + (number * 37)),
        string.Create(CultureInfo.InvariantCulture, $"RD-{number:D5}"),
        new Micros(random.Between(RaceScript.FastestUs.Value, RaceScript.SlowestUs.Value)));
}
