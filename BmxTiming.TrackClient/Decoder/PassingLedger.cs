using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

internal enum PassingVerdict
{
    /// <summary>The next number, or a higher one: the numbers between are missing from now on.</summary>
    Live,

    /// <summary>A number that was missing, or one so old that nobody remembers it: sent again on request.</summary>
    Resent,

    /// <summary>The same passing as before, to the microsecond.</summary>
    Duplicate,

    /// <summary>Another passing under a number that was used: the decoder's counter has restarted.</summary>
    Restarted,
}

/// <summary>
/// Which passings of one decoder have come. It decides what is missing and what is a copy, never what a result is: everything but an
/// exact copy goes on to the server, where the race engine judges again.
/// </summary>
internal sealed class PassingLedger
{
    /// <summary>A jump of the counter over more numbers than a decoder could hold is a changed counter, not a gap to fetch.</summary>
    public const int MaxGap = 20_000;

    /// <summary>More passings than a decoder holds, and than are raced while a gateway is away.</summary>
    public const int MaxHeld = 100_000;

    /// <summary>Passings remembered exactly.</summary>
    public const int MaxMarks = 4_096;

    /// <summary>Decoders number a passing when it ends, so neighbours may be out of order by this much.</summary>
    private static readonly Micros OrderToleranceUs = Micros.FromSeconds(10);

    private readonly Dictionary<uint, PassingMark> _marks = [];
    private readonly Queue<uint> _order = new();

    public MissingNumbers Missing { get; } = new();

    /// <summary>Highest number known of this epoch; null before the first.</summary>
    public uint? Last { get; private set; }

    /// <summary>What the decoder had numbered at the first contact; null when it did not say, or no longer of interest.</summary>
    public uint? StartsAfter { get; private set; }

    /// <summary>Counts restarts of the counter, for comparison only.</summary>
    public int Restarts { get; private set; }

    public PassingMark? MarkOf(uint number) => _marks.TryGetValue(number, out var mark) ? mark : null;

    /// <param name="passing">What came.</param>
    /// <param name="lost">Ranges that can not be asked for and are to be declared.</param>
    public PassingVerdict Observe(PassingPayload passing, ICollection<NumberRange> lost)
    {
        var number = passing.PassingNumber;
        var mark = PassingMark.Of(passing);
        Last ??= StartsAfter is { } start && number > start && number - start <= MaxGap ? start : null;
        if (Last is not { } last || number > last)
        {
            if (Last is not null)
            {
                Expect(number - 1, lost);
            }

            Last = number;
            Remember(number, mark);
            return PassingVerdict.Live;
        }

        var seen = _marks.TryGetValue(number, out var known);
        if (seen && known == mark)
        {
            return PassingVerdict.Duplicate;
        }

        // A copy is never later than what came behind it; a decoder that counts anew is.
        var old = _marks.Count == 0 || (Missing.Contains(number) ? FitsIntoGap(number, mark) : mark.RtcTimeUs <= OldestUs + OrderToleranceUs);
        if (!seen && old)
        {
            Missing.Remove(number);
            Remember(number, mark);
            return PassingVerdict.Resent;
        }

        Restart(number, lost);
        Remember(number, mark);
        if (number is > 1 and <= MaxGap)
        {
            OpenGap(new NumberRange(1, number - 1), lost);
        }

        return PassingVerdict.Restarted;
    }

    /// <summary>The decoder has passings up to this number: those that have not come are missing.</summary>
    public void Expect(uint last, ICollection<NumberRange> lost)
    {
        if (Last is { } known && last > known)
        {
            OpenGap(new NumberRange(known + 1, last), lost);
            Last = last;
        }
    }

    /// <summary>The decoder says that it holds passings <paramref name="first"/> to <paramref name="last"/>, and none before.</summary>
    public void ExpectHeld(uint first, uint last, ICollection<NumberRange> lost)
    {
        if (Last is not { } known || last <= known)
        {
            return;
        }

        if (first > known + 1)
        {
            lost.Add(new NumberRange(known + 1, Math.Min(first - 1, last)));
        }

        if (Math.Max(known + 1, first) is var from && from <= last && Missing.Add(new NumberRange(from, last)) is { } dropped)
        {
            lost.Add(dropped);
        }

        Last = last;
    }

    /// <summary>
    /// Nothing up to this number is asked for; the first passing that comes decides whether the number meant anything. The first
    /// contact counts: what passes from then on is ours, also while the connection is broken.
    /// </summary>
    public void StartAfter(uint number) => StartsAfter = StartsAfter is { } before && before < number ? before : number;

    /// <summary>Numbers that nobody has seen.</summary>
    public void OpenGap(NumberRange numbers, ICollection<NumberRange> lost)
    {
        var declared = numbers.Count > MaxGap ? numbers : Missing.Add(numbers);
        if (declared is { } range)
        {
            lost.Add(range);
        }
    }

    /// <summary>The counter began anew and stands at <paramref name="last"/>: what was missing before can not be asked for any more.</summary>
    public void Restart(uint last, ICollection<NumberRange> lost)
    {
        Restarts++;
        foreach (var range in Missing.Ranges.Where(static range => range.State == MissingState.Open))
        {
            lost.Add(range.Numbers);
        }

        Missing.Clear();
        _marks.Clear();
        _order.Clear();
        Last = last;
    }

    /// <summary>Puts back what a bookmark says.</summary>
    public void Restore(uint last, PassingMark? mark, IEnumerable<MissingRange> missing)
    {
        Last = last;
        if (mark is { } known)
        {
            Remember(last, known);
        }

        foreach (var range in missing)
        {
            Missing.Add(range.Numbers, range.State);
        }
    }

    // By the neighbours that are known: a clock that was set between them allows either side's time.
    private bool FitsIntoGap(uint number, PassingMark mark)
    {
        (uint Number, Micros RtcUs)? above = null, below = null;
        foreach (var (other, known) in _marks)
        {
            if (other > number && (above is not { } a || other < a.Number))
            {
                above = (other, known.RtcTimeUs);
            }
            else if (other < number && (below is not { } b || other > b.Number))
            {
                below = (other, known.RtcTimeUs);
            }
        }

        return above is not { } upper
            || mark.RtcTimeUs <= upper.RtcUs + OrderToleranceUs
            || (below is { } lower && mark.RtcTimeUs <= lower.RtcUs + OrderToleranceUs);
    }

    private Micros OldestUs => _marks[_order.Peek()].RtcTimeUs;

    private void Remember(uint number, PassingMark mark)
    {
        if (_order.Count == MaxMarks)
        {
            _marks.Remove(_order.Dequeue());
        }

        if (_marks.TryAdd(number, mark))
        {
            _order.Enqueue(number);
        }
    }
}

/// <summary>What identifies a passing besides its number.</summary>
internal readonly record struct PassingMark(Micros RtcTimeUs, uint? TransponderId, string? TransponderCode)
{
    public static PassingMark Of(PassingPayload passing) => new(passing.RtcTimeUs, passing.TransponderId, passing.TransponderCode);
}
