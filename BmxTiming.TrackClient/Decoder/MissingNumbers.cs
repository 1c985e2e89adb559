namespace BmxTiming.TrackClient.Decoder;

/// <param name="From">First number, included.</param>
/// <param name="To">Last number, included.</param>
internal readonly record struct NumberRange(uint From, uint To)
{
    public long Count => (long)To - From + 1;
}

internal enum MissingState
{
    /// <summary>To be asked for.</summary>
    Open,

    /// <summary>Declared lost once; asked for again because there is a new connection.</summary>
    Reopened,

    /// <summary>Declared lost; still taken when it comes after all.</summary>
    GivenUp,
}

internal readonly record struct MissingRange(NumberRange Numbers, MissingState State);

/// <summary>Passing numbers that did not come: disjoint ranges by number, at most <see cref="MaxRanges"/> of them.</summary>
internal sealed class MissingNumbers
{
    public const int MaxRanges = 256;

    private readonly List<MissingRange> _ranges = [];

    public IReadOnlyList<MissingRange> Ranges => _ranges;

    public void Clear() => _ranges.Clear();

    /// <summary>Adds a range above all others, or below them.</summary>
    /// <returns>The range that had to make room and has not been declared yet, if any.</returns>
    public NumberRange? Add(NumberRange numbers, MissingState state = MissingState.Open)
    {
        NumberRange? dropped = null;
        if (_ranges.Count == MaxRanges)
        {
            dropped = _ranges[0].State == MissingState.Open ? _ranges[0].Numbers : null;
            _ranges.RemoveAt(0);
        }

        var at = _ranges.FindIndex(range => range.Numbers.From > numbers.From);
        _ranges.Insert(at < 0 ? _ranges.Count : at, new MissingRange(numbers, state));
        return dropped;
    }

    public bool Contains(uint number) => IndexOf(number) >= 0;

    /// <summary>The number came after all.</summary>
    public bool Remove(uint number)
    {
        var index = IndexOf(number);
        if (index < 0)
        {
            return false;
        }

        Cut(index, new NumberRange(number, number));
        return true;
    }

    public long CountIn(NumberRange numbers) => Inside(numbers).Sum(static range => range.Numbers.Count);

    /// <summary>What to ask for next, at most <paramref name="most"/> numbers of one range: new gaps before those declared already.</summary>
    public NumberRange? NextToAsk(int most)
    {
        foreach (var state in (ReadOnlySpan<MissingState>)[MissingState.Open, MissingState.Reopened])
        {
            foreach (var range in _ranges)
            {
                if (range.State == state)
                {
                    return new NumberRange(range.Numbers.From, (uint)Math.Min(range.Numbers.To, range.Numbers.From + (long)most - 1));
                }
            }
        }

        return null;
    }

    /// <summary>Nothing in these numbers is asked for any more.</summary>
    /// <returns>What had not been declared before.</returns>
    public IReadOnlyList<NumberRange> GiveUp(NumberRange numbers)
    {
        var inside = Inside(numbers).ToArray();
        foreach (var range in inside)
        {
            Cut(IndexOf(range.Numbers.From), range.Numbers);
            Insert(range with { State = MissingState.GivenUp });
        }

        return [.. inside.Where(static range => range.State == MissingState.Open).Select(static range => range.Numbers)];
    }

    /// <summary>Numbers below this one are not held by the decoder any more and are forgotten.</summary>
    /// <returns>What had not been declared before.</returns>
    public IReadOnlyList<NumberRange> ForgetBelow(uint first)
    {
        if (first == 0)
        {
            return [];
        }

        var below = new NumberRange(0, first - 1);
        var inside = Inside(below).ToArray();
        foreach (var range in inside)
        {
            Cut(IndexOf(range.Numbers.From), range.Numbers);
        }

        return [.. inside.Where(static range => range.State == MissingState.Open).Select(static range => range.Numbers)];
    }

    public void ReopenGivenUp()
    {
        for (var i = 0; i < _ranges.Count; i++)
        {
            if (_ranges[i].State == MissingState.GivenUp)
            {
                _ranges[i] = _ranges[i] with { State = MissingState.Reopened };
            }
        }
    }

    private int IndexOf(uint number) => _ranges.FindIndex(range => number >= range.Numbers.From && number <= range.Numbers.To);

    private IEnumerable<MissingRange> Inside(NumberRange numbers)
    {
        foreach (var range in _ranges)
        {
            var from = Math.Max(range.Numbers.From, numbers.From);
            var to = Math.Min(range.Numbers.To, numbers.To);
            if (from <= to)
            {
                yield return range with { Numbers = new NumberRange(from, to) };
            }
        }
    }

    private void Cut(int index, NumberRange numbers)
    {
        var range = _ranges[index];
        _ranges.RemoveAt(index);
        if (numbers.To < range.Numbers.To)
        {
            _ranges.Insert(index, range with { Numbers = range.Numbers with { From = numbers.To + 1 } });
        }

        if (numbers.From > range.Numbers.From)
        {
            _ranges.Insert(index, range with { Numbers = range.Numbers with { To = numbers.From - 1 } });
        }
    }

    private void Insert(MissingRange added)
    {
        var at = _ranges.FindIndex(range => range.Numbers.From > added.Numbers.From);
        _ranges.Insert(at < 0 ? _ranges.Count : at, added);
    }
}
