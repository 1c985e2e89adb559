using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control;

/// <summary>Refusals that several use cases give.</summary>
internal static class Refusals
{
    public static Error NoTrack(TrackId id) => new(ControlCodes.TrackNotFound, $"There is no track {id}. Choose one of GET /api/tracks, or put it first.");

    public static Error NoMeeting(MeetingId id) => new(ControlCodes.MeetingNotFound, $"There is no meeting {id}. Choose one of GET /api/meetings, or put it first.");

    public static Error NoMoto(MotoId id) => new(ControlCodes.MotoNotFound, $"The meeting has no moto {id}. Choose one of its motos, or put it first.");

    public static Error NoRiders(IEnumerable<string> ids) => new(ControlCodes.RiderNotFound, $"There is no rider {string.Join(", ", ids)}. Choose one of GET /api/riders, or put the rider first.");

    public static Error NoDeadLetter(long seq) => new(ControlCodes.DeadLetterNotFound, $"There is no dead letter {seq}. Choose one of GET /api/dead-letters.");
}
