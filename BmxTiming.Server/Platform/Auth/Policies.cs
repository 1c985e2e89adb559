namespace BmxTiming.Server.Platform.Auth;

/// <summary>
/// The rights of the system. Every endpoint names one of them; a test fails for one that does not.
/// </summary>
internal static class Policies
{
    /// <summary>Anybody: health, static pages, public live boards (which check the meeting themselves).</summary>
    public const string Public = "public";

    /// <summary>A track gateway's token with the track, the client and the message type in its scope.</summary>
    public const string Ingest = "ingest";

    /// <summary>Read race and registry data.</summary>
    public const string View = "view";

    /// <summary>Race-control intents on a track.</summary>
    public const string Control = "control";

    /// <summary>Change tracks, riders, meetings and motos.</summary>
    public const string Manage = "manage";

    public static IReadOnlyList<string> All { get; } = [Public, Ingest, View, Control, Manage];
}
