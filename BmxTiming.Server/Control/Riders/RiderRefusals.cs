using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Riders;

/// <summary>Refusals about riders.</summary>
internal static class RiderRefusals
{
    /// <summary>Why a rider's data cannot be changed; <c>null</c> when they can.</summary>
    public static Error? NotEditable(Rider rider) => rider switch
    {
        { Erased: true } => new(ControlCodes.RiderErased, $"Rider {rider.Id} was erased. Register the person under a new id."),
        { MergedIntoId: { } survivor } => Merged(rider.Id, survivor),
        _ => null,
    };

    /// <summary>Why a rider cannot be given anything new; <c>null</c> when that is possible.</summary>
    public static Error? NotActive(Rider rider) => NotEditable(rider) ?? (rider.Retired
        ? new(ControlCodes.RiderRetired, $"Rider {rider.Id} is retired. Restore the rider first.")
        : null);

    public static Error Merged(string id, string survivor) => new(
        ControlCodes.RiderMerged, $"Rider {id} was merged into {survivor}. Use {survivor}, or undo the merge first.");

    public static Error UciIdTaken(string uciId, string owner) => new(
        ControlCodes.UciIdTaken, $"UCI id {uciId} belongs to rider {owner}. Correct it, or merge the two if they are one person.");

    public static Error TransponderTaken(uint number, string owner) => new(
        ControlCodes.TransponderTaken,
        $"Transponder {number} belongs to rider {owner}. Take it from that rider first, or merge the two if they are one person.");

    public static Error TransponderOfPool(uint number) => new(
        ControlCodes.TransponderOfPool, $"Transponder {number} is a hire chip. Hand it out instead of making it a rider's own.");

    public static Error MergeConflict(string message) => new(ControlCodes.MergeConflict, message);
}
