using System.Globalization;
using System.Text.Json.Nodes;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>What the API answers beside what the paper says; how much was compared is counted, so that nothing passes by being empty.</summary>
internal sealed class Differences
{
    private readonly List<string> _found = [];

    public int Compared { get; private set; }

    public IReadOnlyList<string> Found => _found;

    public void Same<T>(string what, T? paper, T? api)
    {
        Compared++;
        if (!EqualityComparer<T?>.Default.Equals(paper, api))
        {
            _found.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: paper {paper}, API {api}"));
        }
    }

    public void SameList(string what, IEnumerable<string> paper, IEnumerable<string> api)
    {
        string[] wanted = [.. paper];
        Same(what, string.Join(' ', wanted), string.Join(' ', api));
        Compared += Math.Max(wanted.Length - 1, 0);
    }

    public void Same(string what, long? paper, JsonNode? api) => Same(what, paper, (long?)api);

    public void Same(string what, string? paper, JsonNode? api) => Same(what, paper, (string?)api);
}
