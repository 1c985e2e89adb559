using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>Refusals about hire chips.</summary>
internal static class HireChips
{
    public static Error NotFound(uint number) => new(
        ControlCodes.TransponderNotFound, $"Transponder {number} is not in the pool. Add it to the pool first.");

    /// <summary>Why a chip cannot be handed out; <c>null</c> when it can.</summary>
    public static Error? NotAvailable(Transponder chip) => chip switch
    {
        { RiderId: { } owner } => RiderRefusals.TransponderTaken(chip.Number, owner),
        { Loan: { } loan } => new(
            ControlCodes.TransponderHandedOut, $"Rider {loan.RiderId} has transponder {chip.Number}. Take it back first."),
        { Retired: true } => new(
            ControlCodes.TransponderRetired, $"Transponder {chip.Number} is out of use. Put it back into the pool first."),
        _ => null,
    };
}
