using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>What is known of one decoder beyond a connection: a decoder keeps its counter and its clock while we are away.</summary>
internal sealed class DecoderMemory(uint decoderId, PassingLedger ledger, double speed)
{
    public uint DecoderId => decoderId;

    public PassingLedger Ledger => ledger;

    public GapRecovery Recovery { get; } = new(ledger.Missing);

    public DecoderClock Clock { get; } = new(speed);

    /// <summary>The ledger's last number and restarts when this connection began; the decoder's SESSION is compared with them.</summary>
    public (uint? Last, int Restarts) AtConnect { get; private set; }

    /// <summary>The counter has restarted; which numbers of the new count the decoder holds is to be found out.</summary>
    public bool CountsAnew { get; set; }

    /// <summary>The bookmark's own number was asked for, to see whether it is still the same passing.</summary>
    public uint? Probed { get; set; }

    public Micros ProbedAtUs { get; set; }

    /// <summary>Which count the numbers above the bookmark belong to is not clear yet. Not for long: the answer may be lost.</summary>
    public bool IsProbing(Micros monotonicUs) => Probed is not null && monotonicUs - ProbedAtUs < GapRecovery.RetryAfterUs;

    public void Connect()
    {
        AtConnect = (ledger.Last, ledger.Restarts);
        CountsAnew = false;
        Probed = null;
        Recovery.Forget();
        ledger.Missing.ReopenGivenUp();
    }
}
