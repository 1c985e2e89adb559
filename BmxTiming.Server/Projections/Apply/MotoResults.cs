using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections.Apply;

/// <summary>(run document, event) → run document. Pure.</summary>
internal static class MotoResults
{
    /// <summary>A run that was taken back before its gate fell; the reason of an abandoned run.</summary>
    public const string Unstaged = "unstaged";

    /// <summary>The run that an event changes here, or <c>null</c> when it changes none.</summary>
    public static RunId? RunOf(RaceEvent message) => message.Kind switch
    {
        RaceEventKinds.RaceStaged => message.PayloadAs(WireJson.Default.RaceStagedPayload).RunId,
        RaceEventKinds.RaceUnstaged => message.PayloadAs(WireJson.Default.RaceUnstagedPayload).RunId,
        RaceEventKinds.GateDrop => message.PayloadAs(WireJson.Default.GateDropPayload).RunId,
        RaceEventKinds.RaceFinished => message.PayloadAs(WireJson.Default.RaceFinishedPayload).RunId,
        RaceEventKinds.ResultCorrected => message.PayloadAs(WireJson.Default.ResultCorrectedPayload).RunId,
        RaceEventKinds.ResultOfficial => message.PayloadAs(WireJson.Default.ResultOfficialPayload).RunId,
        RaceEventKinds.RunRestated => message.PayloadAs(WireJson.Default.RunRestatedPayload).RunId,
        RaceEventKinds.RaceReset => message.PayloadAs(WireJson.Default.RaceResetPayload).RunId,
        RaceEventKinds.NeedsDecision => message.PayloadAs(WireJson.Default.NeedsDecisionPayload).RunId,
        _ => null,
    };

    /// <param name="result">The run so far; <c>null</c> before it is staged, and for one staged before the log begins.</param>
    /// <param name="streamSeq">Sequence of the event in the race event stream; at or below the document's nothing changes.</param>
    /// <param name="rawSeq">Sequence of the raw message that the event derives from; absent = it does not say.</param>
    public static MotoResult? Apply(MotoResult? result, RaceEvent message, long streamSeq, long? rawSeq = null)
    {
        if (result is not null && streamSeq <= result.StreamSeq)
        {
            return result;
        }

        if (message.Kind == RaceEventKinds.RaceStaged)
        {
            return Staged(message, message.PayloadAs(WireJson.Default.RaceStagedPayload), streamSeq, rawSeq);
        }

        if (result is null)
        {
            return null;
        }

        var next = message.Kind switch
        {
            RaceEventKinds.RaceUnstaged => result with { Phase = RacePhases.Abandoned, Reason = Unstaged },
            RaceEventKinds.GateDrop => GateDrop(result, message.PayloadAs(WireJson.Default.GateDropPayload)),
            RaceEventKinds.RaceFinished => Finished(result, message.PayloadAs(WireJson.Default.RaceFinishedPayload)),
            RaceEventKinds.ResultCorrected => Corrected(result, message.PayloadAs(WireJson.Default.ResultCorrectedPayload)),
            RaceEventKinds.ResultOfficial => result with { Official = message.PayloadAs(WireJson.Default.ResultOfficialPayload).Official },
            RaceEventKinds.RunRestated => Restated(result, message.PayloadAs(WireJson.Default.RunRestatedPayload)),
            RaceEventKinds.RaceReset => result with
            {
                Phase = RacePhases.Abandoned,
                Reason = message.PayloadAs(WireJson.Default.RaceResetPayload).Reason,
                NeedsDecision = [],
            },
            RaceEventKinds.NeedsDecision => result with { NeedsDecision = message.PayloadAs(WireJson.Default.NeedsDecisionPayload).Lanes },
            _ => result,
        };
        return ReferenceEquals(next, result) ? result : next with { StreamSeq = streamSeq, RawSeq = rawSeq };
    }

    private static MotoResult Staged(RaceEvent message, RaceStagedPayload staged, long streamSeq, long? rawSeq) => new()
    {
        Id = MotoResult.IdOf(message.TrackId, staged.RunId),
        TrackId = message.TrackId.Value,
        MeetingId = staged.Meeting.MeetingId.Value,
        MotoId = staged.Moto.MotoId.Value,
        RunId = staged.RunId,
        RunNumber = staged.RunNumber,
        Phase = RacePhases.Staged,
        Moto = staged.Moto,
        TimingPoints = staged.TimingPoints,
        Riders = staged.Riders,
        StagedSeq = streamSeq,
        StreamSeq = streamSeq,
        StagedRawSeq = rawSeq,
        RawSeq = rawSeq,
    };

    // A gate that falls again (false start) begins the run anew.
    private static MotoResult GateDrop(MotoResult result, GateDropPayload gate) => result with
    {
        Phase = RacePhases.Racing,
        GateTimeUs = gate.GateTimeUs,
        ClockSource = gate.ClockSource,
        Results = null,
        Reason = null,
        NeedsDecision = [],
    };

    private static MotoResult Finished(MotoResult result, RaceFinishedPayload finished) => result with
    {
        Phase = RacePhases.Finished,
        Results = finished.Results,
        Reason = finished.Reason,
        NeedsDecision = [],
    };

    private static MotoResult Restated(MotoResult result, RunRestatedPayload restated) => result with
    {
        Phase = restated.Run.Phase,
        Riders = restated.Run.Riders,
        GateTimeUs = restated.Run.GateTimeUs,
        ClockSource = restated.Run.ClockSource,
        Results = restated.Run.Results,
        Reason = restated.Reason,
        NeedsDecision = restated.Run.NeedsDecision,
    };

    private static MotoResult Corrected(MotoResult result, ResultCorrectedPayload corrected) => result with
    {
        Results = corrected.Results,
        Reason = corrected.Reason,
        CorrectedCount = result.CorrectedCount + 1,
    };
}
