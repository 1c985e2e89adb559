using System.Globalization;
using BmxTiming.Server.Control.Riders;

namespace BmxTiming.Server.Control.Privacy;

/// <summary>What of a rider's name leaves the control role for boards, sockets and public pages. Riders are children.</summary>
internal static class PublicNames
{
    public const string Full = "full";

    /// <summary>First name and the first letter of the last.</summary>
    public const string FirstInitial = "first_initial";

    /// <summary>No name: boards show the plate.</summary>
    public const string PlateOnly = "plate_only";

    public static bool IsKnown(string policy) => policy is Full or FirstInitial or PlateOnly;

    /// <summary>The policy of a meeting that names none: invented riders may be named, real ones are shortened.</summary>
    public static string Default(bool simulated) => simulated ? Full : FirstInitial;

    /// <summary>The name to show; empty where the plate must do. A policy that is none of ours shows nothing.</summary>
    public static string Of(string policy, Rider rider) => rider.Erased ? "" : policy switch
    {
        Full => rider.DisplayName,
        FirstInitial => $"{rider.FirstName} {StringInfo.GetNextTextElement(rider.LastName)}.",
        _ => "",
    };
}
