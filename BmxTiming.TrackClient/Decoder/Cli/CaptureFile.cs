namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>The FILE argument: a path, or '-' for standard input.</summary>
internal static class CaptureFile
{
    public const string StandardInput = "-";

    /// <summary>Null, and a message that names the file, where it can not be opened.</summary>
    public static Stream? Open(string path, TextWriter messages)
    {
        if (path == StandardInput)
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            messages.WriteLine($"{path}: {error.Message}");
            return null;
        }
    }
}
