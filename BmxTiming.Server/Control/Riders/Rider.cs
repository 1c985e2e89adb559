namespace BmxTiming.Server.Control.Riders;

/// <summary>A rider of the registry.</summary>
internal sealed record Rider
{
    public required string Id { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>As printed, not a number: "W3", "01".</summary>
    public required string Plate { get; init; }

    public string? Club { get; init; }

    public required IReadOnlyList<uint> TransponderIds { get; init; }

    /// <summary>Lower-case names and plate, for searching.</summary>
    public required string SearchText { get; init; }

    public string DisplayName => $"{FirstName} {LastName}";

    public static string SearchTextOf(params ReadOnlySpan<string?> parts) => string.Join(' ', parts!).ToLowerInvariant();
}
