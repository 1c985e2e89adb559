using System.Globalization;
using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation.Director;

internal sealed record DemoRider(string RiderId, RiderBody Body, string Code, Micros PaceUs);

internal sealed record DemoMoto(string MotoId, MotoBody Body, IReadOnlyList<SimulatedRider> Riders);

/// <summary>
/// A small meeting for a track, the same whenever it is made: four classes of eight, three rounds each, lanes changing by round.
/// </summary>
internal sealed class DemoMeeting
{
    public const int RidersPerMoto = 8;
    public const int Rounds = 3;

    public DemoMeeting(TrackId track, uint decoderId)
    {
        Track = track;
        MeetingId = $"demo-{track.Value}";
        var key = KeyOf(track);
        var random = new SplitMix64(key);
        TrackName = DemoNames.Tracks[(int)(key % (ulong)DemoNames.Tracks.Count)];
        TrackBody = new TrackBody($"{TrackName} ({track.Value})", Points(decoderId), [DemoTrack.GateId]);
        MeetingBody = new MeetingBody(track.Value, $"Demo Open at {TrackName}", Public: true, Simulated: true);
        Riders = MakeRiders(track, key, random);
        Motos = MakeMotos();
    }

    public TrackId Track { get; }

    public string TrackName { get; }

    public string MeetingId { get; }

    public TrackBody TrackBody { get; }

    public MeetingBody MeetingBody { get; }

    public IReadOnlyList<DemoRider> Riders { get; }

    /// <summary>In race order.</summary>
    public IReadOnlyList<DemoMoto> Motos { get; }

    public DemoMoto? Find(string? motoId) => Motos.FirstOrDefault(moto => moto.MotoId == motoId);

    /// <summary>The moto to race after this one; from the last one, and from one that is not ours, back to the first.</summary>
    public DemoMoto After(string? motoId)
    {
        for (var i = 0; i < Motos.Count - 1; i++)
        {
            if (Motos[i].MotoId == motoId)
            {
                return Motos[i + 1];
            }
        }

        return Motos[0];
    }

    private static TimingPointBody[] Points(uint decoderId) =>
    [
        new(DemoTrack.Hill, "Hill", "hill", decoderId, 800_000, 8_000_000),
        new(DemoTrack.SplitOne, "First straight", "split", decoderId, 8_000_000, 18_000_000),
        new(DemoTrack.SplitTwo, "Third straight", "split", decoderId, 18_000_000, 26_000_000),
        new(DemoTrack.Finish, "Finish", "finish", decoderId, 26_000_000, 180_000_000),
    ];

    private static DemoRider[] MakeRiders(TrackId track, ulong key, SplitMix64 random)
    {
        var families = DemoNames.Families.ToArray();
        random.Shuffle<string>(families);
        var women = DemoNames.Women.ToArray();
        var men = DemoNames.Men.ToArray();
        random.Shuffle<string>(women);
        random.Shuffle<string>(men);
        var riders = new DemoRider[DemoNames.Classes.Count * RidersPerMoto];
        for (var i = 0; i < riders.Length; i++)
        {
            var race = DemoNames.Classes[i / RidersPerMoto];
            var names = race.Women ? women : men;
            var half = i / (2 * RidersPerMoto) * RidersPerMoto;
            // Numbers of one track in one block, clear of the system's own and of other tracks'.
            var transponder = (uint)(1_000_000 + (key % 90_000 * 100) + (ulong)i);
            var body = new RiderBody(
                names[half + (i % RidersPerMoto)],
                families[i],
                string.Create(CultureInfo.InvariantCulture, $"{100 + (i * 7) + (long)random.Between(0, 6)}"),
                DemoNames.Clubs[(int)random.Between(0, DemoNames.Clubs.Count - 1)],
                [transponder]);
            var code = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + random.Between(0, 25))}{(char)('A' + random.Between(0, 25))}-{transponder % 100_000:D5}");
            riders[i] = new DemoRider($"{track.Value}-r{i + 1:D2}", body, code, new Micros(race.PaceUs + random.Between(0, 1_800_000)));
        }

        return riders;
    }

    private DemoMoto[] MakeMotos()
    {
        var motos = new List<DemoMoto>();
        for (var round = 0; round < Rounds; round++)
        {
            for (var race = 0; race < DemoNames.Classes.Count; race++)
            {
                var number = motos.Count + 1;
                var riders = Riders.Skip(race * RidersPerMoto).Take(RidersPerMoto).ToArray();
                var lanes = riders.Select((_, i) => ((i + (round * 3)) % RidersPerMoto) + 1).ToArray();
                motos.Add(new DemoMoto(
                    string.Create(CultureInfo.InvariantCulture, $"{Track.Value}-m{number:D2}"),
                    new MotoBody(number, DemoNames.Classes[race].Name, $"Moto {round + 1}", [.. riders.Select((rider, i) => new EntryBody(lanes[i], rider.RiderId))]),
                    [.. riders.Select((rider, i) => new SimulatedRider(lanes[i], rider.Body.TransponderIds[0], rider.Code, rider.PaceUs))]));
            }
        }

        return [.. motos];
    }

    // FNV-1a: the same on every machine, unlike string.GetHashCode.
    private static ulong KeyOf(TrackId track)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(track.Value))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return hash;
    }
}
