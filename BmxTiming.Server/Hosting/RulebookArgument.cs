using BmxTiming.Server.Platform;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Hosting;

/// <summary>A rulebook on a command line: the name of a shipped one, or a file that ends with <c>.json</c>.</summary>
internal static class RulebookArgument
{
    public const string FileNotFound = "file_not_found";

    private const string Extension = ".json";

    public static async Task<Result<Rulebook>> ReadAsync(string argument, CancellationToken cancellationToken)
    {
        if (!argument.EndsWith(Extension, StringComparison.Ordinal))
        {
            return RulebookLibrary.Read(argument);
        }

        return File.Exists(argument)
            ? RulebookReader.Read(await File.ReadAllTextAsync(argument, cancellationToken))
            : Result.Fail<Rulebook>(FileNotFound, $"{argument} does not exist.");
    }

    public static int ExitCodeOf(Error error) => error.Code is RulebookLibrary.Unknown or FileNotFound ? ServerVerbs.Usage : ServerVerbs.Refused;
}
