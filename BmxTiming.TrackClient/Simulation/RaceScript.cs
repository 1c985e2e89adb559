using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

internal enum RaceKind
{
    /// <summary>Everybody passes every loop and finishes.</summary>
    Clean,

    /// <summary>As clean, but three riders finish within 10 ms, two of them at the very same time.</summary>
    PhotoFinish,
}

/// <param name="AfterGateUs">On the decoder's clock.</param>
internal sealed record ScriptedPassing(Micros AfterGateUs, string Point, SimulatedRider Rider, ushort Strength, ushort Hits);

/// <summary>
/// All passings of one race, from a seed alone. One decoder reads all loops, so the times stay clearly inside the windows by which
/// the engine tells them apart: hill 0.8–8 s, first split 8–18 s, second 18–26 s, finish from 26 s.
/// </summary>
internal sealed record RaceScript(IReadOnlyList<ScriptedPassing> Passings)
{
    public static readonly Micros FastestUs = Micros.FromMilliseconds(31_000);
    public static readonly Micros SlowestUs = Micros.FromMilliseconds(38_600);

    private static readonly Micros PhotoWindowUs = Micros.FromMilliseconds(9);

    public Micros DurationUs => Passings.Count == 0 ? Micros.Zero : Passings[^1].AfterGateUs;

    public static RaceScript Create(IReadOnlyList<SimulatedRider> riders, RaceKind kind, SplitMix64 random)
    {
        var finishes = riders.Select(rider => Clamp(rider.PaceUs.Value + random.AroundMiddle(-1_200_000, 1_200_000))).ToArray();
        if (kind == RaceKind.PhotoFinish && finishes.Length >= 3)
        {
            MakePhotoFinish(finishes, random);
        }

        var passings = new List<ScriptedPassing>(riders.Count * 4);
        for (var i = 0; i < riders.Count; i++)
        {
            AddRider(passings, riders[i], finishes[i], random);
        }

        return new RaceScript([.. passings.OrderBy(static p => p.AfterGateUs).ThenBy(static p => p.Rider.Lane)]);
    }

    private static void AddRider(List<ScriptedPassing> passings, SimulatedRider rider, long finishUs, SplitMix64 random)
    {
        // Slower riders tend to be slower from the gate on, but not strictly: that is where overtaking comes from.
        var hillUs = 2_200_000 + ((finishUs - FastestUs.Value) / 15) + random.Between(0, 450_000);
        var splitOneUs = (finishUs * 355 / 1000) + random.AroundMiddle(-400_000, 400_000);
        var splitTwoUs = (finishUs * 615 / 1000) + random.AroundMiddle(-300_000, 300_000);
        Add(DemoTrack.Hill, hillUs);
        Add(DemoTrack.SplitOne, splitOneUs);
        Add(DemoTrack.SplitTwo, splitTwoUs);
        Add(DemoTrack.Finish, finishUs);

        void Add(string point, long atUs) => passings.Add(new ScriptedPassing(
            new Micros(atUs), point, rider, (ushort)random.Between(88, 150), (ushort)random.Between(14, 40)));
    }

    // The three fastest arrive together, ahead of the rest: two at the same microsecond, one a whole millisecond or more behind.
    private static void MakePhotoFinish(long[] finishes, SplitMix64 random)
    {
        var order = Enumerable.Range(0, finishes.Length).OrderBy(i => finishes[i]).Take(3).ToArray();
        var first = finishes[order[0]] / 1000 * 1000;
        random.Shuffle<int>(order);
        finishes[order[0]] = first;
        finishes[order[1]] = first;
        finishes[order[2]] = first + random.Between(2_000, PhotoWindowUs.Value);
        for (var i = 0; i < finishes.Length; i++)
        {
            if (Array.IndexOf(order, i) < 0)
            {
                finishes[i] = Clamp(Math.Max(finishes[i], first + PhotoWindowUs.Value + 50_000));
            }
        }
    }

    private static long Clamp(long finishUs) => Math.Clamp(finishUs, FastestUs.Value, SlowestUs.Value);
}
