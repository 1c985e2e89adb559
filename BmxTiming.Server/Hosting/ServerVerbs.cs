using System.Runtime.InteropServices;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// The command line: no verb serves the configured roles. Exit codes: 0 good, 1 a finding, 2 usage or a missing
/// part, 3 refused.
/// </summary>
internal static class ServerVerbs
{
    public const int Good = 0;
    public const int Finding = 1;
    public const int Usage = 2;
    public const int Refused = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args.FirstOrDefault(arg => !arg.StartsWith('-')))
        {
            case "provision":
                return await ProvisionVerb.RunAsync([.. args.Where(arg => arg != "provision")]);
            case "doctor":
                return await DoctorVerb.RunAsync([.. args.Where(arg => arg != "doctor")]);
            case "replay" when args[0] == "replay":
                return await UntilStoppedAsync(stop => ReplayVerb.RunAsync(args[1..], stop));
            case "rebuild" when args[0] == "rebuild":
                return await UntilStoppedAsync(stop => RebuildVerb.RunAsync(args[1..], stop));
            case "dlq" when args[0] == "dlq":
                return await UntilStoppedAsync(stop => DeadLetterVerb.RunAsync(args[1..], stop));
            case "archive" when args[0] == "archive":
                return await UntilStoppedAsync(stop => ArchiveVerb.RunAsync(args[1..], stop));
            case "score" when args[0] == "score":
                return await UntilStoppedAsync(stop => ScoreVerb.RunAsync(args[1..], stop));
            case { } unknown when args[0] == unknown:
                await Console.Error.WriteLineAsync($"unknown verb '{unknown}'. Known verbs: provision, doctor, replay, rebuild, archive, dlq, score. Without a verb the roles of Server:Roles run.");
                return Usage;
        }

        if (args.Contains("--list-roles", StringComparer.Ordinal))
        {
            foreach (var module in ModuleCatalog.Known)
            {
                Console.WriteLine(module.Role);
            }

            return Good;
        }

        return await ServeAsync(args);
    }

    /// <summary>Ctrl-C ends a verb in order: files and connections are closed.</summary>
    private static async Task<int> UntilStoppedAsync(Func<CancellationToken, Task<int>> verb)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await verb(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("stopped");
            return Finding;
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var modules = ModuleCatalog.Select(configuration["Server:Roles"]);
        if (!modules.IsOk)
        {
            await Console.Error.WriteLineAsync(modules.Error.Message);
            return Usage;
        }

        await using var app = ServerHost.Build(StreamOptions.ExpandSwitches(args), modules.Value);
        var admission = app.Services.GetService<BrokerAdmission>();
        await app.RunAsync();
        return admission is { Refused: true } ? Refused : Good;
    }
}
