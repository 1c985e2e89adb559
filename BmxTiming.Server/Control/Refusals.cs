using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control;

/// <summary>Refusals that several use cases give.</summary>
internal static class Refusals
{
    public static Error NoTrack(TrackId id) => new(ControlCodes.TrackNotFound, $"There is no track {id}.");

    public static Error NoMeeting(MeetingId id) => new(ControlCodes.MeetingNotFound, $"There is no meeting {id}.");

    public static Error NoMoto(MotoId id) => new(ControlCodes.MotoNotFound, $"The meeting has no moto {id}.");

    public static Error NoRiders(IEnumerable<string> ids) => new(ControlCodes.RiderNotFound, $"There is no rider {string.Join(", ", ids)}.");

    public static Error NoDeadLetter(long seq) => new(ControlCodes.DeadLetterNotFound, $"There is no dead letter {seq}.");
}
