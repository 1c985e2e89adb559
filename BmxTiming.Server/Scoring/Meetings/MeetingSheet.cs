using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Meetings;

/// <summary>A meeting as its result sheets give it.</summary>
internal sealed record MeetingSheet(string Meeting, ImmutableArray<ClassSheet> Classes);
