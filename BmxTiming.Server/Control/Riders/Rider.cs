using System.Globalization;

namespace BmxTiming.Server.Control.Riders;

/// <summary>A rider of the registry. Retired, not deleted: results go on naming the id.</summary>
internal sealed record Rider
{
    public const string Female = "female";
    public const string Male = "male";

    public required string Id { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>As printed, not a number: "W3", "01". Of the 20-inch bike, or of the only one.</summary>
    public required string Plate { get; init; }

    /// <summary>Plates of other wheel sizes.</summary>
    public IReadOnlyList<WheelPlate> WheelPlates { get; init; } = [];

    public string? Club { get; init; }

    public string? Hometown { get; init; }

    /// <summary>How the name is said, for the announcer.</summary>
    public string? Pronunciation { get; init; }

    public string? AnnouncerNotes { get; init; }

    /// <summary>Never in anything but the registry's own record.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary><see cref="Female"/> or <see cref="Male"/>.</summary>
    public string? Sex { get; init; }

    public string? UciId { get; init; }

    /// <summary>All that are on the rider's bikes now: own ones and hired ones.</summary>
    public required IReadOnlyList<uint> TransponderIds { get; init; }

    /// <summary>Those of <see cref="TransponderIds"/> that belong to the pool.</summary>
    public IReadOnlyList<uint> HiredTransponderIds { get; init; } = [];

    /// <summary>Not offered any longer.</summary>
    public bool Retired { get; init; }

    /// <summary>The rider that this record turned out to be.</summary>
    public string? MergedIntoId { get; init; }

    /// <summary>Nothing personal is left.</summary>
    public bool Erased { get; init; }

    /// <summary>Folded names, plates, club and transponders, for searching.</summary>
    public required string SearchText { get; init; }

    /// <summary>Folded last and first name: sorts the list, and finds the rider of an import.</summary>
    public string NameKey { get; init; } = "";

    public string DisplayName => $"{FirstName} {LastName}";

    public IEnumerable<uint> OwnTransponderIds => TransponderIds.Except(HiredTransponderIds);

    /// <summary>With what is derived from the rest.</summary>
    public Rider Indexed() => this with
    {
        NameKey = NameKeyOf(FirstName, LastName),
        SearchText = Words.Fold(
        [
            FirstName, LastName, Club, Plate, .. WheelPlates.Select(plate => plate.Plate),
            .. TransponderIds.Select(id => id.ToString(CultureInfo.InvariantCulture)),
        ]),
    };

    public string PlateOf(string wheel) => WheelPlates.FirstOrDefault(plate => plate.Wheel == wheel)?.Plate ?? Plate;

    public static string NameKeyOf(string firstName, string lastName) => Words.Fold(lastName, firstName);
}

/// <param name="Wheel"><see cref="Cruiser"/>.</param>
internal sealed record WheelPlate(string Wheel, string Plate)
{
    /// <summary>24 inch.</summary>
    public const string Cruiser = "24";

    public const string Standard = "20";
}
