using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Aliases">What sheets call the same round.</param>
internal record RoundName(string Name, ImmutableArray<string> Aliases)
{
    public bool Is(string name) => Name == name || Aliases.Contains(name);
}
