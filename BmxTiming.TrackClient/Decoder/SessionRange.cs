namespace BmxTiming.TrackClient.Decoder;

/// <summary>What SESSION says a decoder holds, against what has come from it.</summary>
internal static class SessionRange
{
    /// <param name="decoder">What is known of it.</param>
    /// <param name="first">Oldest passing it holds.</param>
    /// <param name="last">Newest passing it has numbered.</param>
    /// <param name="lost">Gets what is lost and is to be declared.</param>
    /// <returns>A number to ask for again, to see whether it still is the same passing.</returns>
    public static uint? Apply(DecoderMemory decoder, uint first, uint last, ICollection<NumberRange> lost)
    {
        var ledger = decoder.Ledger;
        if (ledger.Last is not { } known)
        {
            // Never read before: its earlier passings are not ours.
            ledger.StartAfter(last);
            return null;
        }

        if (last > (long)known + PassingLedger.MaxHeld)
        {
            // The meaning of these fields is inferred; here they mean something else.
            return null;
        }

        uint? probe = null;
        var countsAnew = decoder.CountsAnew;
        decoder.CountsAnew = false;
        if (decoder.AtConnect is { Last: { } before } && ledger.Restarts == decoder.AtConnect.Restarts)
        {
            if (last < before)
            {
                // It counts anew since we were away: all it holds is new.
                ledger.Restart(last, lost);
                countsAnew = true;
                if (last >= first)
                {
                    ledger.OpenGap(new NumberRange(first, last), lost);
                }
            }
            else if (first <= before && ledger.MarkOf(before) is not null)
            {
                // A counter that restarted and ran past our mark would look the same.
                probe = before;
            }
        }

        ledger.ExpectHeld(first, last, lost);
        foreach (var range in ledger.Missing.ForgetBelow(first))
        {
            if (!countsAnew)
            {
                lost.Add(range);
            }
        }

        decoder.Probed = probe;
        return probe;
    }
}
