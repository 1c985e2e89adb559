namespace BmxTiming.Protocol.P3;

/// <summary>How the value of a field is to be read.</summary>
public enum P3FieldKind
{
    Unsigned = 0,
    Signed = 1,
    Text = 2,

    /// <summary>Bytes without a known inner form.</summary>
    Bytes = 3,

    /// <summary>A 64-bit number that is no quantity; in JSON as hex, because JSON readers lose bits above 2^53.</summary>
    Identifier = 4,
}

/// <summary>One known field of a record.</summary>
/// <param name="Tag">Tag number within the record.</param>
/// <param name="Name">Wire-JSON name, unit last.</param>
/// <param name="Kind">How to read it.</param>
/// <param name="Width">Nominal width in bytes; 0 where it is open or was never seen. Readers take any width from 1 to 8.</param>
public sealed record P3Field(byte Tag, string Name, P3FieldKind Kind, int Width = 0);
