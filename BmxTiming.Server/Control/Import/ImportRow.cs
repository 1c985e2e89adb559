namespace BmxTiming.Server.Control.Import;

/// <summary>A row of the file, as a start of a rider.</summary>
/// <param name="Plate">Of this start.</param>
/// <param name="Transponders">Of this start first; the file may name another one of the rider's.</param>
/// <param name="HireWanted">The rider asks for a hire chip.</param>
internal sealed record ImportRow(
    int Number, string FirstName, string LastName, DateOnly? BirthDate, string? Sex, string? UciId, string ClassName, string? Plate,
    IReadOnlyList<uint> Transponders, string? Club, bool Paid, bool HireWanted);

/// <summary>Why a row cannot be taken.</summary>
/// <param name="Column">As the file's kind names it.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record RowError(int Row, string Column, string Code, string Message);

/// <summary>Codes of <see cref="RowError"/>.</summary>
internal static class RowCodes
{
    public const string Missing = "value_missing";
    public const string TextInvalid = "text_invalid";
    public const string IdentityMissing = "identity_missing";
    public const string BirthDateInvalid = "birth_date_invalid";
    public const string SexUnknown = "sex_unknown";
    public const string UciIdInvalid = "uci_id_invalid";
    public const string TransponderInvalid = "transponder_invalid";
    public const string TooManyTransponders = "too_many_transponders";

    /// <summary>The same rider and class stand in an earlier row.</summary>
    public const string DuplicateRow = "duplicate_row";

    /// <summary>Two riders of the registry fit.</summary>
    public const string RiderAmbiguous = "rider_ambiguous";

    /// <summary>The UCI id is a rider's who was born on another day.</summary>
    public const string BirthDateDiffers = "birth_date_differs";

    /// <summary>Name and birth date are a rider's with another UCI id.</summary>
    public const string UciIdDiffers = "uci_id_differs";
}
