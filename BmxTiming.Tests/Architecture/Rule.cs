namespace BmxTiming.Tests.Architecture;

/// <summary>What the types of some namespaces may not use. A name ending in a dot is a namespace with all below it.</summary>
internal sealed record Rule(string Subject, IReadOnlyList<string> Forbidden, IReadOnlyList<string> Except)
{
    public IReadOnlyList<string> Violations(IEnumerable<TypeUses> types) =>
        [.. types
            .Where(type => Within(type.Name, Subject))
            .SelectMany(type => type.Types
                .Where(used => Forbidden.Any(name => Within(used, name)) && !Except.Any(name => Within(used, name)))
                .Select(used => $"{type.Name} uses {used}"))];

    private static bool Within(string type, string name) =>
        name.EndsWith('.') ? type.StartsWith(name, StringComparison.Ordinal) : type == name;
}
