using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Control.DeadLetterDesk;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Import;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.RaceControl.Flags;
using BmxTiming.Server.Control.RaceControl.Holding;
using BmxTiming.Server.Control.RaceControl.Schedules;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control;

/// <summary>What the control role owns.</summary>
internal static class ControlDocuments
{
    public static DocumentTypes AddControlDocuments(this DocumentTypes types) => types
        .Add<Track>(DocumentTypes.ControlSchema)
        .Add<Rider>(DocumentTypes.ControlSchema, false, x => x.NameKey, x => x.UciId, x => x.MergedIntoId).Guarded<Rider>()
        .WithText<Rider>(x => x.SearchText)
        .Add<RiderMerge>(DocumentTypes.ControlSchema, false, x => x.SurvivorId)
        .Add<Transponder>(DocumentTypes.ControlSchema).Guarded<Transponder>()
        .Add<ImportLedger>(DocumentTypes.ControlSchema).Guarded<ImportLedger>()
        .Add<Meeting>(DocumentTypes.ControlSchema, false, x => x.TrackId)
        .Add<MeetingPlan>(DocumentTypes.ControlSchema, revisioned: true)
        .Add<ClassPlan>(DocumentTypes.ControlSchema, true, x => x.MeetingId)
        .Add<MotoSheet>(DocumentTypes.ControlSchema, true, x => x.MeetingId)
        .Add<OfficialResult>(DocumentTypes.ControlSchema, false, x => x.MeetingId)
        .Add<MeetingOpening>(DocumentTypes.ControlSchema)
        .Add<MeetingArchive>(DocumentTypes.ControlSchema, false, x => x.MeetingId, x => x.Status)
        .Add<Entry>(DocumentTypes.ControlSchema, false, x => x.MeetingId, x => x.RiderId)
        .Add<Moto>(DocumentTypes.ControlSchema, false, x => x.MeetingId)
        .Add<OutboxIntent>(DocumentTypes.ControlSchema, false, x => x.Dispatched)
        .Add<TrackHold>(DocumentTypes.ControlSchema, revisioned: true)
        .Add<TrackFlag>(DocumentTypes.ControlSchema)
        .Add<MeetingSchedule>(DocumentTypes.ControlSchema)
        .Add<AuditEntry>(DocumentTypes.ControlSchema)
        .Add<DeadLetterDecision>(DocumentTypes.ControlSchema);
}
