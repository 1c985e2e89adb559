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
            case { } unknown when args[0] == unknown:
                await Console.Error.WriteLineAsync($"unknown verb '{unknown}'. Known verbs: provision, doctor. Without a verb the roles of Server:Roles run.");
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
