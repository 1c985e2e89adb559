using System.CommandLine;
using BmxTiming.TrackClient;
using BmxTiming.TrackClient.Decoder.Cli;

var root = new RootCommand("Reads a timing decoder at the track.")
{
    DecodeCommand.Create(),
    EncodeCommand.Create(),
};

var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
