using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.Hosting;

/// <summary>A command line of <c>replay --what-if</c> that makes sense: an archive, or a meeting on a track.</summary>
internal sealed record WhatIfRequest(string Rulebook, string? File, TrackId? Track, MeetingId? Meeting)
{
    private static readonly string[] s_others = ["--from", "--to", "--record", "--differences"];

    public static WhatIfRequest? Of(VerbArguments arguments, string rulebook)
    {
        var file = arguments.Words is [var only] ? only : null;
        TrackId? track = TrackId.TryParse(arguments["--track"], out var parsedTrack) ? parsedTrack : null;
        MeetingId? meeting = MeetingId.TryParse(arguments["--meeting"], out var parsedMeeting) ? parsedMeeting : null;
        var fromFile = file is not null && arguments["--track"] is null && arguments["--meeting"] is null;
        var fromTrack = arguments.Words.Count == 0 && track is not null && meeting is not null;
        return (fromFile || fromTrack) && !arguments.Has("--verify") && s_others.All(option => arguments[option] is null)
            ? new WhatIfRequest(rulebook, file, track, meeting)
            : null;
    }
}
