namespace BmxTiming.Bench.Harness;

/// <summary>The command line: <c>[NAME] [--json FILE] [--list]</c>.</summary>
internal sealed record BenchArguments(string? Name, string? JsonFile, bool List)
{
    public const string Usage = "usage: bench [NAME] [--json FILE] [--list]   NAME picks the rows that contain it";

    /// <summary>Null and what is wrong, or the arguments and null.</summary>
    public static (BenchArguments? Arguments, string? Error) Parse(IReadOnlyList<string> args)
    {
        var parsed = new BenchArguments(null, null, false);
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--list":
                    parsed = parsed with { List = true };
                    break;
                case "--json" when i + 1 < args.Count && !args[i + 1].StartsWith('-'):
                    parsed = parsed with { JsonFile = args[++i] };
                    break;
                case "--json":
                    return (null, "--json needs a file");
                case var option when option.StartsWith('-'):
                    return (null, $"'{option}' is not an option");
                case var name when parsed.Name is null:
                    parsed = parsed with { Name = name };
                    break;
                case var extra:
                    return (null, $"'{extra}' is one name too many");
            }
        }

        return (parsed, null);
    }

    public bool Picks(RowSpec row) => Name is null || row.Name.Contains(Name, StringComparison.OrdinalIgnoreCase);
}
