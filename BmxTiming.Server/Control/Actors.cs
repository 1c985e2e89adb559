using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control;

/// <summary>Who is asking.</summary>
internal static class Actors
{
    /// <summary>Names the desk a principal sits at, where several share one account.</summary>
    public const string DeskHeader = "Bmx-Desk";

    /// <summary>The principal's name. Every endpoint here requires one, so an absent name is a fault of the policy.</summary>
    public static string Actor(this HttpContext http) =>
        http.User.Identity?.Name ?? throw new InvalidOperationException("The policy let a request without a principal through.");

    /// <summary>The principal, with its desk if it names one: who can hold a track.</summary>
    public static Result<string> Operator(this HttpContext http) => http.Request.Headers[DeskHeader].ToString() switch
    {
        "" => Result.Ok(http.Actor()),
        var desk when WireToken.IsValid(desk) => Result.Ok($"{http.Actor()}/{desk}"),
        _ => Result.Fail<string>(
            ControlCodes.InvalidIdentifier, $"{DeskHeader} must be 1 to {WireToken.MaxLength} characters of a-z, 0-9, '_' and '-'."),
    };
}
