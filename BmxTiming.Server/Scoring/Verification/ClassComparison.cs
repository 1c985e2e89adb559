using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring.Verification;

/// <summary>Compares a class, as the rules give it, with what its sheet prints.</summary>
internal sealed class ClassComparison(Rulebook book, ClassSheet sheet, ClassScore score)
{
    private readonly ImmutableArray<Check>.Builder _checks = ImmutableArray.CreateBuilder<Check>();

    public ImmutableArray<Check> Run()
    {
        foreach (var (moto, index) in score.Motos.Select(static (moto, index) => (moto, index)))
        {
            Moto(moto, index);
        }

        MotoLanes();
        foreach (var rank in score.Ranking)
        {
            // In a transfer, and for a rider at no gate, sheets print all sorts of totals: they decide nothing.
            var decides = !score.Size.IsTransfer && rank.Standing != Standing.Absent;
            Number(Compared.Total, null, rank.Rider, decides ? sheet.Riders[rank.Rider].TotalPoints : null, rank.Total);
        }

        foreach (var cut in score.Cuts)
        {
            CutAfter(cut);
        }

        foreach (var round in score.KnockOut.Where(static round => round.Sheet is not null))
        {
            Heats(round, round.Sheet!);
            GateChoice(round);
        }

        Final();
        return _checks.ToImmutable();
    }

    private void Moto(RoundSheet moto, int index)
    {
        if (moto.Lines.All(static line => line.Heat is not null) && Printed(moto).Any(static result => result.Heat is not null))
        {
            Add(Compared.MotoGates, moto.Round, moto.Round.Name, Text(moto.Heats.Count()), Text(score.Size.Motos[index].Gates));
        }

        foreach (var line in moto.Lines)
        {
            var printed = ResultOf(line.Rider, moto.Round)!;
            Number(Compared.Points, moto.Round, line.Rider, line.Heat is null ? null : printed.Points, line.Points);
            var total = score.Motos[..(index + 1)].Sum(ridden => ridden.Of(line.Rider)?.Points ?? 0);
            Number(Compared.RunningTotal, moto.Round, line.Rider, printed.PointsRunningTotal, total);
        }
    }

    private void MotoLanes()
    {
        if (book.Lanes.MotoSets is not { } sets)
        {
            return;
        }

        for (var rider = 0; rider < sheet.Riders.Length; rider++)
        {
            var lanes = score.Motos.Select(moto => ResultOf(rider, moto.Round)?.Lane).OfType<int>().Order().ToArray();
            if (score.Motos.Length == book.Motos.Names.Length && lanes.Length == score.Motos.Length)
            {
                var ridden = List(lanes.Select(Text));
                Add(Compared.MotoLanes, null, PlateOf(rider), ridden, sets.Any(set => set.Order().SequenceEqual(lanes)) ? ridden : "one of the lane sets");
            }
        }
    }

    private void CutAfter(Cut cut)
    {
        if (cut.WentOn is not { } wentOn)
        {
            return;
        }

        foreach (var rider in cut.GoOn.Union(wentOn))
        {
            Add(Compared.Cut, Named(cut.After), PlateOf(rider), Fate(wentOn, rider), Fate(cut.GoOn, rider));
        }
    }

    private static string Fate(ImmutableArray<int> going, int rider) => going.Contains(rider) ? "goes on" : "out";

    private void Heats(KnockOutScore round, RoundSheet ridden)
    {
        var printed = Printed(ridden).All(static result => result.Heat is not null);
        foreach (var heat in round.Heats)
        {
            var lines = heat.Riders.Select(ridden.Of).OfType<RaceLine>().ToArray();
            if (printed)
            {
                var nearest = ridden.Heats.MaxBy(group => group.Count(line => heat.Riders.Contains(line.Rider)))!;
                Add(Compared.Heat, round.Round, Plates(heat.Riders), Plates(nearest.Select(static line => line.Rider)), Plates(heat.Riders));
            }
            else
            {
                var places = lines.Select(static line => line.Place).OfType<int>().Order().ToArray();
                Add(Compared.Heat, round.Round, Plates(heat.Riders), List(places.Select(Text)), List(PlacesOfOneRace(places).Select(Text)));
            }
        }
    }

    /// <summary>1, 2, 3 …; a dead heat shares a place and leaves out the next.</summary>
    private static IEnumerable<int> PlacesOfOneRace(int[] sorted) =>
        sorted.Select((place, i) => i > 0 && place == sorted[i - 1] ? place : i + 1);

    /// <summary>Lanes tell the order in which they were taken where the sheet's riders took them as the rulebook prefers.</summary>
    private void GateChoice(KnockOutScore round)
    {
        foreach (var heat in round.Heats)
        {
            var laned = heat.GateChoice.Where(rider => ResultOf(rider, round.Round)?.Lane is not null).ToArray();
            if (laned.Length > 1)
            {
                var taken = laned.OrderBy(rider => book.Lanes.Preference.IndexOf(ResultOf(rider, round.Round)!.Lane!.Value));
                Add(Compared.GateChoice, round.Round, Plates(heat.Riders), List(taken.Select(PlateOf)), List(laned.Select(PlateOf)));
            }
        }
    }

    private void Final()
    {
        var ranked = sheet.Riders.Any(static rider => rider.FinalRank is not null);
        for (var i = 0; i < score.Final.Length;)
        {
            // Riders whom no step splits may stand in any order: the officials decided, and the rules do not say how.
            var open = 1;
            while (i + open < score.Final.Length && score.Final[i + open].Open)
            {
                open++;
            }

            ImmutableArray<FinalRank> group = [.. score.Final[i..(i + open)]];
            Group(Compared.FinalRank, group, ranked, rider => sheet.Riders[rider].FinalRank, [.. group.Select(static rank => rank.Rank)]);
            var listed = group.All(rank => sheet.Riders[rank.Rider].ListedAt is not null);
            Group(Compared.Listing, group, listed, rider => sheet.Riders[rider].ListedAt, [.. group.Select((_, at) => (int?)(i + at + 1))]);
            i += open;
        }
    }

    private void Group(string what, ImmutableArray<FinalRank> group, bool printed, Func<int, int?> published, ImmutableArray<int?> computed)
    {
        if (!printed)
        {
            return;
        }

        var riders = group.OrderBy(rank => published(rank.Rider) ?? int.MaxValue).Select(static rank => rank.Rider);
        foreach (var (rider, rank) in riders.Zip(computed))
        {
            Add(what, null, PlateOf(rider), Text(published(rider)), Text(rank));
        }
    }

    /// <param name="published">Null = the sheet does not print it.</param>
    private void Number(string what, RoundName? round, int rider, int? published, int? computed)
    {
        if (published is not null)
        {
            Add(what, round, PlateOf(rider), Text(published), Text(computed));
        }
    }

    private void Add(string what, RoundName? round, string who, string published, string computed) =>
        _checks.Add(new Check(what, published == computed ? null : new Difference(sheet.Name, what, round?.Name, who, published, computed)));

    private IEnumerable<ResultSheet> Printed(RoundSheet round) => round.Lines.Select(line => ResultOf(line.Rider, round.Round)!);

    private ResultSheet? ResultOf(int rider, RoundName round) => sheet.Riders[rider].Rounds.FirstOrDefault(result => round.Is(result.Round));

    private RoundName Named(string round) => book.Motos.Names.Concat(book.KnockOut.Rounds).First(known => known.Name == round);

    private string PlateOf(int rider) => sheet.Riders[rider].Number;

    private string Plates(IEnumerable<int> riders) => List(riders.Select(PlateOf).Order(StringComparer.Ordinal));

    private static string List(IEnumerable<string> values) => string.Join(' ', values);

    private static string Text(int? value) => value is { } number ? FormattableString.Invariant($"{number}") : "none";

    private static string Text(int value) => Text((int?)value);
}
