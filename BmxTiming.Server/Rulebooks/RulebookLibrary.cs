using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Rulebooks;

/// <summary>The rulebooks that are shipped with the server.</summary>
internal static class RulebookLibrary
{
    public const string Unknown = "rulebook_unknown";

    private const string Extension = ".rulebook.json";

    public static ImmutableArray<string> Names { get; } =
        [.. typeof(RulebookLibrary).Assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(static name => name[..^Extension.Length])
            .Order(StringComparer.Ordinal)];

    public static Result<Rulebook> Read(string name) => Names.Contains(name)
        ? RulebookReader.Read(Text(name))
        : Result.Fail<Rulebook>(Unknown, $"There is no rulebook '{name}'. Known: {string.Join(", ", Names)}.");

    /// <summary>The file of a shipped rulebook.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(RulebookLibrary).Assembly.GetManifestResourceStream(name + Extension)!);
        return reader.ReadToEnd();
    }

    /// <summary>SHA-256 of the file; whoever scores with a rulebook finds out by it that its text changed.</summary>
    public static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(name))));
}
