using System.Diagnostics.CodeAnalysis;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// The command line of a verb: words, options with a value, flags, and configuration (<c>--Section:Key=value</c>), which
/// every verb takes as the server does.
/// </summary>
internal sealed class VerbArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<string> _configuration = [];

    public IReadOnlyList<string> Words => _words;

    public string[] Configuration => [.. _configuration];

    public string? this[string option] => _values.GetValueOrDefault(option);

    public bool Has(string flag) => _flags.Contains(flag);

    /// <param name="options">Names that a value follows, such as <c>--track</c>.</param>
    /// <param name="flags">Names that stand alone.</param>
    public static Result<VerbArguments> Parse(IReadOnlyList<string> args, IReadOnlyList<string> options, IReadOnlyList<string> flags)
    {
        var parsed = new VerbArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            if (!name.StartsWith('-'))
            {
                parsed._words.Add(args[i]);
            }
            else if (flags.Contains(name) && value is null)
            {
                parsed._flags.Add(name);
            }
            else if (options.Contains(name) || name.Contains(':', StringComparison.Ordinal) || name == "--environment")
            {
                if (value is null && !TryTake(args, ref i, out value))
                {
                    return Usage($"{name} needs a value.");
                }

                parsed.Put(name, value, isOption: options.Contains(name));
            }
            else
            {
                return Usage($"'{args[i]}' is not an option. Known: {string.Join(", ", [.. options, .. flags])}.");
            }
        }

        return Result.Ok(parsed);
    }

    private void Put(string name, string value, bool isOption)
    {
        if (isOption)
        {
            _values[name] = value;
        }
        else
        {
            _configuration.Add($"{name}={value}");
        }
    }

    private static bool TryTake(IReadOnlyList<string> args, ref int i, [NotNullWhen(true)] out string? value)
    {
        value = i + 1 < args.Count ? args[++i] : null;
        return value is not null;
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.StartsWith('-') && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static Result<VerbArguments> Usage(string message) => Result.Fail<VerbArguments>("usage", message);
}
