using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Body of <c>POST /api/tracks/{track_id}/control/{intent}</c>; each intent reads the members it needs and refuses the others.</summary>
/// <param name="RunVersion">The version the operator saw; another at the engine is refused.</param>
/// <param name="RunId">The run that is meant; absent = the latest one the intent can apply to.</param>
/// <param name="Reason">For people: it stands in the audit and with the correction.</param>
internal sealed record IntentBody(
    long? RunVersion = null,
    string? MeetingId = null,
    string? MotoId = null,
    string? RunId = null,
    string? Reason = null,
    GateDetails? Gate = null,
    CorrectionDetails? Correction = null);
