using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace BmxTiming.Server.Control.Riders;

/// <summary>How text is compared where people type it: without case, diacritics and punctuation.</summary>
internal static class Words
{
    /// <summary>Most words of a search that are looked at.</summary>
    public const int MaxSearched = 8;

    // A table, because the server runs without culture data, where normalization does nothing.
    private static readonly (string Plain, string Letters)[] s_letters =
    [
        ("a", "àáâãäåāăą"),
        ("c", "çćĉċč"),
        ("d", "ðďđ"),
        ("e", "èéêëēĕėęě"),
        ("g", "ĝğġģ"),
        ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįı"),
        ("j", "ĵ"),
        ("k", "ķĸ"),
        ("l", "ĺļľŀł"),
        ("n", "ñńņňŋ"),
        ("o", "òóôõöøōŏő"),
        ("r", "ŕŗř"),
        ("s", "śŝşšſș"),
        ("t", "ţťŧț"),
        ("u", "ùúûüũūŭůűų"),
        ("w", "ŵẁẃẅ"),
        ("y", "ýÿŷỳ"),
        ("z", "źżž"),
        ("ss", "ß"),
        ("ae", "æ"),
        ("oe", "œ"),
        ("th", "þ"),
    ];

    private static readonly FrozenDictionary<char, string> s_plain =
        s_letters.SelectMany(row => row.Letters.Select(letter => (letter, row.Plain))).ToFrozenDictionary(row => row.letter, row => row.Plain);

    /// <summary>Letters and digits in lower case, words apart by one space.</summary>
    public static string Fold(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            foreach (var c in part ?? "")
            {
                Append(text, c);
            }

            Append(text, ' ');
        }

        return text.ToString().TrimEnd();
    }

    public static string[] Of(string? text) =>
        [.. Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MaxSearched)];

    private static void Append(StringBuilder text, char c)
    {
        if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
        {
            return;
        }

        if (char.IsLetterOrDigit(c))
        {
            text.Append(Plain(char.ToLowerInvariant(c)));
        }
        else if (text.Length > 0 && text[^1] != ' ')
        {
            text.Append(' ');
        }
    }

    private static string Plain(char c) => s_plain.TryGetValue(c, out var plain) ? plain : c.ToString();
}
