using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>
/// The knock-out rounds: heats, gate choice and who goes on. A round follows by the rules from the one before as it was really ridden,
/// so that one deviation of the officials does not make all later rounds look wrong.
/// </summary>
internal sealed class KnockOutScorer(Rulebook book, ClassSheet sheet, SizeRule size, RoundReader reader, MotoScore motos)
{
    private readonly ImmutableArray<int> _ranking = [.. motos.Ranking.Select(static rank => rank.Rider)];

    /// <returns>The rounds, and the cut after each that was ridden but the last.</returns>
    public Result<(ImmutableArray<KnockOutScore> Rounds, ImmutableArray<Cut> Cuts)> Score()
    {
        var scores = ImmutableArray<KnockOutScore>.Empty;
        var cuts = ImmutableArray<Cut>.Empty;
        var seeded = _ranking; // Everybody who could be in the round, best seed first; of them those go on.
        var goOn = motos.GoOn;
        foreach (var round in book.KnockOutOf(size))
        {
            ImmutableArray<int> seeds = [.. seeded.Where(goOn.Contains)];
            var ridden = Read(round, seeds, seeded);
            if (!ridden.IsOk)
            {
                return new Result<(ImmutableArray<KnockOutScore>, ImmutableArray<Cut>)> { Error = ridden.Error };
            }

            var sheetOf = ridden.Value.Lines.IsEmpty ? null : ridden.Value;
            if (!scores.IsEmpty)
            {
                cuts = cuts.Add(new Cut(scores[^1].Round.Name, seeds, sheetOf is null ? null : [.. sheetOf.Lines.Select(static line => line.Rider)]));
            }

            scores = scores.Add(new KnockOutScore(round, seeds, Heats(round, seeds, scores), sheetOf));
            if (sheetOf is null)
            {
                break;
            }

            var view = View(scores, sheetOf.Of, seeded);
            goOn = [.. sheetOf.Heats.SelectMany(heat => Order(heat.Where(static line => line.MayGoOn), book.KnockOut.Advance, view).Take(round.Each))];
            seeded = Order(sheetOf.Lines, book.KnockOut.Seeding, view);
        }

        return Result.Ok((scores, cuts));
    }

    public TieView View(ImmutableArray<KnockOutScore> scores, Func<int, RaceLine?> race, ImmutableArray<int> seeds) =>
        new(motos.Motos, Sheets(scores), race, static _ => null, _ranking, seeds);

    private static ImmutableArray<RoundSheet> Sheets(ImmutableArray<KnockOutScore> scores) =>
        [.. scores.Select(static score => score.Sheet).OfType<RoundSheet>()];

    /// <summary>Where the sheet prints no heats, the riders were dealt as the rules say.</summary>
    private Result<RoundSheet> Read(KnockOutRound round, ImmutableArray<int> seeds, ImmutableArray<int> seeded)
    {
        ImmutableArray<int> rode = [.. seeded.Where(rider => reader.ResultOf(rider, round) is not null)];
        var dealt = Deal.Heats(rode.Order().SequenceEqual(seeds.Order()) ? seeds : rode, round.Heats, book.KnockOut.Draw);
        return reader.Read(round, rider => dealt.IndexOf(dealt.FirstOrDefault(heat => heat.Contains(rider))) is >= 0 and var heat ? heat : null);
    }

    private ImmutableArray<KnockOutHeat> Heats(KnockOutRound round, ImmutableArray<int> seeds, ImmutableArray<KnockOutScore> before)
    {
        var ridden = motos.Motos.AddRange(Sheets(before));
        var view = View(before, rider => ridden.LastRidden(rider), seeds);
        var steps = before.IsEmpty ? book.GateChoice.First : book.GateChoice.Later;
        return [.. Deal.Heats(seeds, round.Heats, book.KnockOut.Draw).Select(heat => new KnockOutHeat(
            heat, [.. TieChain.Order(heat, steps, view, PlateOf).Select(static ordered => ordered.Rider)]))];
    }

    private ImmutableArray<int> Order(IEnumerable<RaceLine> lines, ImmutableArray<TieStep> steps, TieView view) =>
        [.. TieChain.Order(lines.Select(static line => line.Rider), steps, view, PlateOf).Select(static ordered => ordered.Rider)];

    private string PlateOf(int rider) => sheet.Riders[rider].Number;
}
