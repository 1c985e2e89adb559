namespace BmxTiming.Protocol.Ids;

/// <summary>The one rule for identifiers on the wire: <c>[a-z0-9_-]</c>, 1 to 64 characters.</summary>
public static class WireToken
{
    public const int MaxLength = 64;

    /// <summary>Names that mean something to the system and can therefore name nothing else.</summary>
    private static readonly string[] s_reserved = ["none", "control", "requeue"];

    public static bool IsValid(string? text, int maxLength = MaxLength)
    {
        if (string.IsNullOrEmpty(text) || text.Length > maxLength)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsReserved(string text) => Array.IndexOf(s_reserved, text) >= 0;

    internal static FormatException Invalid(string type, string? text) =>
        new($"'{text}' is not a {type}: 1 to {MaxLength} characters of a-z, 0-9, '_' and '-' are allowed.");
}
