using System.CommandLine;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Cli;

internal static class DecodeCommand
{
    private static readonly Dictionary<string, CaptureFormat> Formats = new(StringComparer.Ordinal)
    {
        ["auto"] = CaptureFormat.Auto,
        ["hex"] = CaptureFormat.Hex,
        ["binary"] = CaptureFormat.Binary,
    };

    private static readonly Dictionary<string, P3CrcMode> CrcModes = new(StringComparer.Ordinal)
    {
        ["strict"] = P3CrcMode.Strict,
        ["allow-zero"] = P3CrcMode.AllowZero,
        ["off"] = P3CrcMode.Off,
    };

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Capture of P3 frames, binary or hex lines; - reads standard input." };
        var format = new Option<string>("--format") { Description = "How the bytes are written.", DefaultValueFactory = _ => "auto" };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        var crc = new Option<string>("--crc")
        {
            Description = "Which frames are good: CRC right, right or zero, or any.",
            DefaultValueFactory = _ => "strict",
        };
        crc.AcceptOnlyFromAmong([.. CrcModes.Keys]);
        var command = new Command("decode", "Print one JSON object a P3 frame, then a summary. Exit 0 when every frame was good, else 1.")
        {
            file, format, crc,
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
            using var decoding = new FrameDecoding(
                Formats[parsed.GetRequiredValue(format)], CrcModes[parsed.GetRequiredValue(crc)], messages);
            return await decoding.RunAsync(input, output, cancellationToken);
        });
        return command;
    }
}
