using System.CommandLine;
using BmxTiming.TrackClient;
using BmxTiming.TrackClient.Decoder.Cli;
using BmxTiming.TrackClient.Decoder.Discovery;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Status;

var root = new RootCommand("Reads a timing decoder at the track.")
{
    DecodeCommand.Create(),
    EncodeCommand.Create(),
    RunCommand.Create(),
    SimulateCommand.Create(),
    DiscoveryCommand.Create(),
    StatusCommand.Create(),
};

var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
{
    // Long enough for a gateway to store what it has read and to end its last request.
    ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
});
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
