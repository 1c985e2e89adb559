using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Tests.Chaos;

/// <summary>
/// The uplink of the product between its spool and a log, with the places at which the rows of the uplink build in a bug. A bug is in
/// force in every row that is asked for it; the fault that shows it occurs in one row only.
/// </summary>
internal sealed class UplinkUnderFaults(UplinkRig rig, string? plantedBug)
{
    /// <summary>A batch that is sent again and was there already counts as failed: it is sent for ever.</summary>
    public const string DuplicateIsFailure = "duplicate_is_failure";

    /// <summary>A gap is taken for "further than I thought": nothing is rewound.</summary>
    public const string GapSkipsAhead = "gap_skips_ahead";

    /// <summary>What the spool lacks is passed over without a word.</summary>
    public const string LossIsSilent = "loss_is_silent";

    /// <summary>The newest boot is sent first.</summary>
    public const string NewBootFirst = "new_boot_first";

    /// <summary>What the server could not take is forgotten.</summary>
    public const string DropsOn5Xx = "drops_on_5xx";

    /// <summary>The predecessor's bug: only the newest five thousand wait.</summary>
    public const string KeepsFiveThousand = "keeps_five_thousand";

    private const int PredecessorsBuffer = 5000;

    private long? _unansweredSeq;

    public UplinkRig Rig => rig;

    public UplinkBatch? Take()
    {
        var boot = rig.Spool.FirstUnsent();
        if (plantedBug == KeepsFiveThousand && boot?.UnsentRecords > PredecessorsBuffer)
        {
            rig.Spool.Ack(boot.Id, boot.LastToSendSeq - PredecessorsBuffer, 0);
        }

        if (plantedBug == NewBootFirst && rig.Spool.Boots.LastOrDefault(static candidate => candidate.HasUnsent) is { } newest && newest != boot)
        {
            var read = rig.Spool.Read(newest.Id, newest.AckedSeq + 1, IngestBatch.MaxEvents, UplinkCore.MaxBatchBytes);
            return new UplinkBatch(newest.Id, newest.AckedSeq + 1, read.LastSeq, read.Records, IsLoss: false, rig.NowUs);
        }

        var batch = rig.Take();
        if (plantedBug == LossIsSilent && batch is { IsLoss: true })
        {
            rig.Spool.Ack(batch.Boot, batch.ToSeq, 0);
            return rig.Take();
        }

        return batch;
    }

    public void Answer(UplinkBatch batch, UplinkAnswer answer)
    {
        switch (plantedBug)
        {
            case DuplicateIsFailure when answer.Accepted is { Duplicates: > 0 } && _unansweredSeq == batch.FromSeq:
                rig.Answer(batch, new UplinkAnswer(500));
                break;
            case GapSkipsAhead when answer.Problem?.Code == IngestCodes.Gap:
            case DropsOn5Xx when answer.Status >= 500:
                rig.Spool.Ack(batch.Boot, batch.ToSeq, 0);
                break;
            default:
                _unansweredSeq = answer.Status == 0 ? batch.FromSeq : null;
                rig.Answer(batch, answer);
                break;
        }
    }

    /// <summary>Sends until all is confirmed. False when it gets nowhere.</summary>
    public bool Drain(IngestModel log, int maxRounds = 200)
    {
        for (var round = 0; Take() is { } batch; round++)
        {
            if (round == maxRounds)
            {
                return false;
            }

            Answer(batch, log.Post(batch));
            rig.NowUs += rig.Core.WaitUs(rig.NowUs);
        }

        return true;
    }
}
