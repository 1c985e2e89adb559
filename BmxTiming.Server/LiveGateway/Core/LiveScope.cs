using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>What one subscriber may see and asked to see.</summary>
/// <param name="Meeting">Only frames of this meeting; absent = of all.</param>
/// <param name="PublicOnly">Only frames of public meetings: nobody is signed in.</param>
internal sealed record LiveScope(TrackId Track, MeetingId? Meeting, bool PublicOnly)
{
    public bool IsEverything => Meeting is null && !PublicOnly;

    /// <param name="meeting">The meeting something belongs to.</param>
    /// <param name="isPublic">Whether that meeting is known to be public.</param>
    public bool Sees(MeetingId? meeting, bool isPublic) => (Meeting is null || meeting == Meeting) && (!PublicOnly || isPublic);
}
