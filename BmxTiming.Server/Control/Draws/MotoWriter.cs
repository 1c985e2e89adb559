using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Scoring.Draws;

namespace BmxTiming.Server.Control.Draws;

/// <summary>The motos of a class: those of drawn rounds with their riders, those of later rounds empty, so that they have a race number. Pure.</summary>
internal static class MotoWriter
{
    /// <param name="nextNumber">The first race number that is free; motos that exist keep theirs.</param>
    public static IReadOnlyList<Moto> Motos(MeetingData data, ClassPlan plan, int nextNumber)
    {
        var motos = new List<Moto>();
        foreach (var (round, gates) in Rounds(data, plan))
        {
            var drawn = plan.Rounds.FirstOrDefault(found => found.Round == round);
            for (var gate = 0; gate < Math.Max(gates, drawn?.Gates.Length ?? 0); gate++)
            {
                var id = MotoId.Parse(plan.MotoIdOf(round, gate));
                var known = data.Motos.FirstOrDefault(moto => moto.MotoId == id);
                motos.Add(new Moto
                {
                    Id = Moto.IdOf(MeetingId.Parse(plan.MeetingId), id),
                    MeetingId = plan.MeetingId,
                    MotoId = id,
                    Number = known?.Number ?? nextNumber++,
                    ClassName = plan.ClassName,
                    RoundName = round,
                    Entries = drawn is not null && gate < drawn.Gates.Length ? Entries(data, drawn.Gates[gate]) : [],
                });
            }
        }

        return motos;
    }

    /// <summary>Every round of the class in order, with its gates.</summary>
    public static IEnumerable<(string Round, int Gates)> Rounds(MeetingData data, ClassPlan plan)
    {
        var book = data.Book!;
        var size = book.SizeFor(plan.Draw!.Riders)!;
        return size.Motos.Select((moto, i) => (book.Motos.Names[i].Name, moto.Gates))
            .Concat(book.KnockOutOf(size).Select(static round => (round.Name, round.Heats)));
    }

    private static IReadOnlyList<MotoEntry> Entries(MeetingData data, DrawnGate gate) =>
        [.. gate.Lanes
            .Select(lane => (lane.Lane, Entry: data.EntryOf(lane.Id)))
            .Where(static at => at.Entry is { Scratched: false })
            .Select(static at => new MotoEntry(at.Lane, at.Entry!.RiderId, at.Entry.EntryId))];
}
