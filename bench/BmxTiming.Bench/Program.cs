using System.Diagnostics;
using System.Runtime.InteropServices;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Rows;
using BmxTiming.Bench.Stack;

if (args is [IdleHost.Verb])
{
    return await IdleHost.RunAsync();
}

using var stop = new CancellationTokenSource();

// Ends the run in order: children and files are gone when the program is.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var natsServer = Programs.NatsServer();
try
{
    return await new BenchRun(Catalog.All, Console.Out, Console.Error).RunAsync(
        args,
        () => new BenchContext(new Workspace(), natsServer),
        context => Machine.Read(context.Workspace.Root, NatsVersion(natsServer), NatsBroker.SyncMode),
        stop.Token);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("bench: stopped");
    return BenchRun.Finding;
}

static string NatsVersion(string program)
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return text[(text.LastIndexOf('v') + 1)..];
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return "none";
    }
}
