using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Control.DeadLetterDesk;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.RaceControl.Flags;
using BmxTiming.Server.Control.RaceControl.Holding;
using BmxTiming.Server.Control.RaceControl.Schedules;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control;

/// <summary>What the control role owns.</summary>
internal static class ControlDocuments
{
    public static DocumentTypes AddControlDocuments(this DocumentTypes types) => types
        .Add<Track>(DocumentTypes.ControlSchema)
        .Add<Rider>(DocumentTypes.ControlSchema)
        .Add<Meeting>(DocumentTypes.ControlSchema, false, x => x.TrackId)
        .Add<Moto>(DocumentTypes.ControlSchema, false, x => x.MeetingId)
        .Add<OutboxIntent>(DocumentTypes.ControlSchema, false, x => x.Dispatched)
        .Add<TrackHold>(DocumentTypes.ControlSchema, revisioned: true)
        .Add<TrackFlag>(DocumentTypes.ControlSchema)
        .Add<MeetingPlan>(DocumentTypes.ControlSchema)
        .Add<AuditEntry>(DocumentTypes.ControlSchema)
        .Add<DeadLetterDecision>(DocumentTypes.ControlSchema);
}
