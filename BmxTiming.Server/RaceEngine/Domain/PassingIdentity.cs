using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>
/// Tells a new passing from a copy of one that came before, whichever gateway or boot sent it, and a decoder whose
/// counter restarted from one that fills a gap. A passing is (decoder, epoch, number); its time and transponder are
/// the proof that two with one number are the same.
/// </summary>
internal static class PassingIdentity
{
    /// <summary>Decoders number a passing when it ends, so neighbours may be out of order by this much.</summary>
    private static readonly Micros s_orderToleranceUs = Micros.FromSeconds(10);

    /// <returns>The decoder's new state; <c>null</c> when the passing is a duplicate.</returns>
    public static DecoderState? Accept(DecoderState decoder, PassingInput passing)
    {
        var number = passing.PassingNumber;
        var mark = new PassingMark(passing.RtcTimeUs, passing.TransponderId ?? 0, passing.TransponderCode);
        var seen = decoder.Marks.TryGetValue(number, out var known);
        if ((seen && known == mark) || (decoder.EarlierMarks.TryGetValue(number, out var earlier) && earlier == mark))
        {
            return null;
        }

        if (decoder.Marks.IsEmpty || number > decoder.LastNumber)
        {
            return Remember(decoder, number, mark);
        }

        if (number <= decoder.ForgottenNumber && IsNotAfter(mark, OldestOf(decoder.Marks)))
        {
            // Older than our memory and in its place in time: it was here before.
            return null;
        }

        return !seen && FitsIntoGap(decoder.Marks, number, mark)
            ? Remember(decoder, number, mark)
            : Remember(
                decoder with
                {
                    Epoch = decoder.Epoch + 1,
                    LastNumber = 0,
                    ForgottenNumber = null,
                    NowUs = null,
                    Marks = ImmutableSortedDictionary<uint, PassingMark>.Empty,
                    EarlierMarks = decoder.Marks,
                },
                number,
                mark);
    }

    private static DecoderState Remember(DecoderState decoder, uint number, PassingMark mark)
    {
        var marks = decoder.Marks.Add(number, mark);
        var earlier = decoder.EarlierMarks;
        var forgotten = decoder.ForgottenNumber;
        if (marks.Count + earlier.Count > DecoderState.MaxMarks)
        {
            if (earlier.IsEmpty)
            {
                var oldest = FirstOf(marks).Key;
                forgotten = oldest;
                marks = marks.Remove(oldest);
            }
            else
            {
                earlier = earlier.Remove(FirstOf(earlier).Key);
            }
        }

        return decoder with
        {
            LastNumber = Math.Max(decoder.LastNumber, number),
            Marks = marks,
            EarlierMarks = earlier,
            ForgottenNumber = forgotten,
        };
    }

    /// <summary>A number that never came belongs to this epoch when its time lies between its neighbours'.</summary>
    private static bool FitsIntoGap(ImmutableSortedDictionary<uint, PassingMark> marks, uint number, PassingMark mark)
    {
        PassingMark? below = null;
        foreach (var (n, neighbour) in marks)
        {
            if (n > number)
            {
                var latest = below is { } b && b.RtcTimeUs > neighbour.RtcTimeUs ? b.RtcTimeUs : neighbour.RtcTimeUs;
                var earliest = below is { } c && c.RtcTimeUs < neighbour.RtcTimeUs ? c.RtcTimeUs : neighbour.RtcTimeUs;
                return mark.RtcTimeUs <= latest + s_orderToleranceUs
                    && (below is null || mark.RtcTimeUs >= earliest - s_orderToleranceUs);
            }

            below = neighbour;
        }

        return true;
    }

    private static PassingMark OldestOf(ImmutableSortedDictionary<uint, PassingMark> marks) => FirstOf(marks).Value;

    private static KeyValuePair<uint, PassingMark> FirstOf(ImmutableSortedDictionary<uint, PassingMark> marks)
    {
        using var entries = marks.GetEnumerator();
        return entries.MoveNext() ? entries.Current : throw new InvalidOperationException("No passing is remembered.");
    }

    private static bool IsNotAfter(PassingMark mark, PassingMark other) => mark.RtcTimeUs <= other.RtcTimeUs + s_orderToleranceUs;
}
