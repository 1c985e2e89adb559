using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Privacy;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Puts everything that a race depends on into one message. Pure.</summary>
internal static class StageDetailsBuilder
{
    /// <summary>The fold that new races are run with.</summary>
    public const int FoldVersion = 2;

    /// <summary>How many motos boards show as coming up.</summary>
    public const int NextMotos = 3;

    /// <param name="riders">Every rider of the moto's entries, in any order.</param>
    /// <param name="following">The motos behind this one in race order.</param>
    public static StageDetails Build(Track track, Meeting meeting, Moto moto, IEnumerable<Rider> riders, IEnumerable<Moto> following)
    {
        var byId = riders.ToDictionary(rider => rider.Id, StringComparer.Ordinal);
        return new StageDetails
        {
            FoldVersion = FoldVersion,
            Track = track.ToDetails(),
            Meeting = meeting.ToDetails(),
            Moto = moto.ToDetails(),
            Riders = [.. moto.Entries.OrderBy(entry => entry.Lane).Select(entry => Staged(meeting, entry, byId[entry.RiderId]))],
            NextMotos = Next(following),
        };
    }

    public static IReadOnlyList<MotoDetails> Next(IEnumerable<Moto> following) => [.. following
        .OrderBy(moto => moto.Number).ThenBy(moto => moto.Id, StringComparer.Ordinal)
        .Take(NextMotos).Select(moto => moto.ToDetails())];

    // From here names are on the log, on boards and in results: the meeting's policy is applied before.
    private static StagedRider Staged(Meeting meeting, MotoEntry entry, Rider rider) => new(
        entry.Lane, RiderId.Parse(rider.Id), rider.Plate, PublicNames.Of(meeting.NamePolicy, rider), rider.Club, rider.TransponderIds);
}
