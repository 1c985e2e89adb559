using System.CommandLine;

namespace BmxTiming.TrackClient.Decoder.Cli;

internal static class EncodeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "JSON lines as decode prints them; - reads standard input." };
        var binary = new Option<bool>("--binary") { Description = "Write the bytes of the wire instead of hex lines." };
        var command = new Command("encode", "Turn JSON lines back into P3 frames. Exit 0 when every line was encoded, else 1.")
        {
            file, binary,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var messages = parsed.InvocationConfiguration.Error;
            await using var input = CaptureFile.Open(parsed.GetRequiredValue(file), messages);
            if (input is null)
            {
                return ExitCodes.Usage;
            }

            await using var output = Console.OpenStandardOutput();
            return await new FrameEncoding(parsed.GetValue(binary), messages).RunAsync(input, output, cancellationToken);
        });
        return command;
    }
}
