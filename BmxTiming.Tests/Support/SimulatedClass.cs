using System.Globalization;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Tests.Support;

/// <summary>A class that rides by a rulebook, with random places, times, dead heats and codes; who rides next is what the scorer says.</summary>
internal sealed class SimulatedClass
{
    private readonly Rulebook _book;
    private readonly SizeRule _size;
    private readonly int _codePercent;
    private readonly Random _random;
    private readonly List<ResultSheet>[] _results;

    public SimulatedClass(Rulebook book, int riders, int seed, int codePercent)
    {
        _book = book;
        _size = book.SizeFor(riders)!;
        _codePercent = codePercent;
        _random = new Random(seed);
        _results = [.. Enumerable.Range(0, riders).Select(static _ => new List<ResultSheet>())];
    }

    public ClassSheet Sheet => new(
        "simulated", _results.Length, Complete: true, [.. _results.Select((rounds, i) => new RiderSheet($"P{i:000}", [.. rounds], null, null, null))]);

    /// <summary>Rides the class to its end; the score after each round.</summary>
    public IEnumerable<ClassScore> Ride()
    {
        var riding = Enumerable.Range(0, _results.Length).ToList();
        ClassScore? score = null;
        foreach (var (moto, name) in _size.Motos.Zip(_book.Motos.Names))
        {
            var gates = Math.Max(moto.Gates, (riding.Count + _book.Lanes.Count - 1) / _book.Lanes.Count);
            Shuffle(riding);
            Ride(name.Name, Enumerable.Range(0, gates).Select(gate => riding.Where((_, i) => i % gates == gate).ToArray()));
            yield return score = Score();
            riding.RemoveAll(rider => moto.Each > 0 && score.Cuts.Last(cut => cut.After == name.Name).GoOn.Contains(rider));
        }

        while (score!.KnockOut is [.., { Sheet: null, Seeds.IsEmpty: false } next])
        {
            Ride(next.Round.Name, next.Heats.Select(static heat => heat.Riders.ToArray()), next.Heats.Select(static heat => heat.GateChoice.ToArray()).ToArray());
            yield return score = Score();
        }
    }

    private ClassScore Score()
    {
        var score = ClassScorer.Score(_book, Sheet);
        return score.Value ?? throw new InvalidOperationException($"{score.Error!.Code}: {score.Error.Message}");
    }

    private void Ride(string round, IEnumerable<int[]> heats, int[][]? gateChoice = null)
    {
        var codes = _book.Points.Codes.Where(static code => code.Meaning != CodeMeaning.Transferred).ToArray();
        foreach (var (heat, number) in heats.Select(static (heat, number) => (heat.ToList(), number)))
        {
            Shuffle(heat);
            var place = 0;
            var last = 0;
            foreach (var rider in heat)
            {
                var code = _random.Next(100) < _codePercent ? codes[_random.Next(codes.Length)].Code : null;
                place += code is null ? 1 : 0;
                last = place > 1 && _random.Next(100) < 3 ? last : place;
                _results[rider].Add(new ResultSheet(
                    round,
                    number.ToString(CultureInfo.InvariantCulture),
                    gateChoice is null ? null : Array.IndexOf(gateChoice[number], rider) + 1,
                    code is null ? last : null,
                    code,
                    null,
                    null,
                    code is null ? Micros.FromMilliseconds(30_000 + (last * 500) + _random.Next(400)) : null));
            }
        }
    }

    private void Shuffle(List<int> riders)
    {
        for (var i = riders.Count - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (riders[i], riders[other]) = (riders[other], riders[i]);
        }
    }
}
