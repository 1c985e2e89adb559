namespace BmxTiming.Server.Platform.Messaging;

internal enum FindingKind
{
    /// <summary>Worth knowing; nothing is missing.</summary>
    Note,

    /// <summary>Somebody should act.</summary>
    Warning,

    /// <summary>Acknowledged messages can be lost: below what Production may run on.</summary>
    Breach,
}

/// <param name="Code">Stable, for scripts.</param>
internal sealed record BrokerFinding(FindingKind Kind, string Code, string Text);
