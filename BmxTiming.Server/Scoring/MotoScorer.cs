using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>Points, transfers and order of the qualifying rounds.</summary>
internal sealed class MotoScorer(Rulebook book, ClassSheet sheet, SizeRule size, RoundReader reader)
{
    private readonly int _riders = sheet.Riders.Length;

    public Result<MotoScore> Score()
    {
        var motos = ImmutableArray<RoundSheet>.Empty;
        var wentOn = ImmutableSortedDictionary<int, int>.Empty;
        for (var i = 0; i < size.Motos.Length; i++)
        {
            var read = Read(i, wentOn, motos);
            if (!read.IsOk)
            {
                return new Result<MotoScore> { Error = read.Error };
            }

            if (read.Value.Lines.IsEmpty)
            {
                return Result.Ok(new MotoScore(motos, [], [], Cuts(motos, wentOn)));
            }

            motos = motos.Add(read.Value);
            foreach (var rider in FirstOfEach(read.Value, size.Motos[i].Each, motos).Where(rider => !wentOn.ContainsKey(rider)))
            {
                wentOn = wentOn.Add(rider, i);
            }
        }

        var ranking = Ranking(motos, wentOn);
        ImmutableArray<int> goOn = size.IsTransfer
            ? [.. ranking.Where(rank => wentOn.ContainsKey(rank.Rider)).Select(static rank => rank.Rider)]
            : [.. ranking.Where(static rank => rank.Standing == Standing.Classified).Select(static rank => rank.Rider).Take(size.Best)];
        var cuts = size.IsTransfer ? Cuts(motos, wentOn)
            : size.Best == 0 ? []
            : [new Cut(motos[^1].Round.Name, goOn, RidersOf(FirstKnockOut))];
        return Result.Ok(new MotoScore(motos, ranking, goOn, cuts));
    }

    private RoundName? FirstKnockOut => book.KnockOutOf(size).FirstOrDefault();

    private Result<RoundSheet> Read(int moto, ImmutableSortedDictionary<int, int> wentOn, ImmutableArray<RoundSheet> before)
    {
        var round = book.Motos.Names[moto];
        var read = reader.Read(round, _ => size.Motos[moto].Gates == 1 ? 0 : null);
        if (!read.IsOk || read.Value.Lines.IsEmpty)
        {
            return read;
        }

        var missing = Enumerable.Range(0, _riders)
            .Where(rider => read.Value.Of(rider) is null && !wentOn.ContainsKey(rider))
            // Who is disqualified is out of a class in which riders go on: the next moto is drawn without them.
            .Where(rider => !size.IsTransfer || before.All(ridden => ridden.Of(rider)?.Code is not { Meaning: CodeMeaning.Disqualified }))
            .FirstOrDefault(rider => !reader.WentOnBefore(rider, round) && !reader.IsAbsent(rider), -1);
        if (missing >= 0)
        {
            return Result.Fail<RoundSheet>(ScoreErrors.RoundMissing, $"{sheet.Name}, {PlateOf(missing)}: no result in {round.Name}.");
        }

        return size.Motos[moto].Each > 0 && read.Value.Lines.Any(static line => line is { Heat: null, MayGoOn: true })
            ? Result.Fail<RoundSheet>(
                ScoreErrors.HeatMissing,
                $"{sheet.Name}: riders go on from the gates of {round.Name}, and the sheet does not say who rode in which.")
            : read;
    }

    private ImmutableArray<int> FirstOfEach(RoundSheet round, int each, ImmutableArray<RoundSheet> motos)
    {
        var view = TieView.OfMotos(motos, static _ => null);
        return [.. round.Heats.SelectMany(heat => TieChain
            .Order(heat.Where(static line => line.MayGoOn).Select(static line => line.Rider), book.KnockOut.Advance, view, PlateOf)
            .Take(each)
            .Select(static ordered => ordered.Rider))];
    }

    private ImmutableArray<MotoRank> Ranking(ImmutableArray<RoundSheet> motos, ImmutableSortedDictionary<int, int> wentOn)
    {
        var view = TieView.OfMotos(motos, rider => wentOn.TryGetValue(rider, out var moto) ? moto : null)
            with { Lot = rider => sheet.Riders[rider].Lot };
        var steps = size.IsTransfer ? book.Motos.TransferOrder!.Value : book.Motos.Order;
        return [.. Enumerable.Range(0, _riders)
            .GroupBy(rider => StandingOf(rider, motos))
            .OrderBy(static group => group.Key)
            .SelectMany(group => TieChain.Order(group, steps, view, PlateOf).Select(ordered => new MotoRank(
                ordered.Rider, motos.Sum(moto => moto.Of(ordered.Rider)?.Points ?? 0), group.Key, ordered.DecidedBy, ordered.Open)))];
    }

    private Standing StandingOf(int rider, ImmutableArray<RoundSheet> motos)
    {
        if (reader.IsAbsent(rider))
        {
            return Standing.Absent;
        }

        var lines = motos.Select(moto => moto.Of(rider)).OfType<RaceLine>();
        return lines.Any(line => line.Code is { Meaning: CodeMeaning.Disqualified } || (line.Points is null && !size.IsTransfer))
            ? Standing.Unranked
            : Standing.Classified;
    }

    /// <summary>One cut for each moto from which riders went on at the gate.</summary>
    private ImmutableArray<Cut> Cuts(ImmutableArray<RoundSheet> motos, ImmutableSortedDictionary<int, int> wentOn) =>
        [.. motos
            .Select((moto, i) => (Moto: moto, Index: i))
            .Where(ridden => size.Motos[ridden.Index].Each > 0)
            .Select(ridden => new Cut(
                ridden.Moto.Round.Name,
                [.. wentOn.Where(entry => entry.Value == ridden.Index).Select(static entry => entry.Key)],
                WentOn(motos, ridden.Index)))];

    /// <summary>By the sheet: out of the next moto, or in the knock-out.</summary>
    private ImmutableArray<int>? WentOn(ImmutableArray<RoundSheet> motos, int moto)
    {
        ImmutableArray<int> rode = [.. motos[moto].Lines.Select(static line => line.Rider)];
        if (moto < size.Motos.Length - 1)
        {
            return moto + 1 < motos.Length ? [.. rode.Where(rider => motos[moto + 1].Of(rider) is null)] : null;
        }

        return RidersOf(FirstKnockOut) is { } riders ? [.. rode.Where(riders.Contains)] : null;
    }

    /// <summary>Null = not yet ridden.</summary>
    private ImmutableArray<int>? RidersOf(RoundName? round)
    {
        if (round is null)
        {
            return null;
        }

        ImmutableArray<int> riders = [.. Enumerable.Range(0, _riders).Where(rider => reader.ResultOf(rider, round) is not null)];
        return riders.IsEmpty ? null : riders;
    }

    private string PlateOf(int rider) => sheet.Riders[rider].Number;
}
