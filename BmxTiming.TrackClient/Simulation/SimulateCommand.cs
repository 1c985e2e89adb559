using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.P3;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Simulation;

internal static class SimulateCommand
{
    private const int MaxResultPatienceS = 86_400;

    private static readonly Dictionary<string, DecoderProfile> Profiles = new(StringComparer.Ordinal)
    {
        ["prochip"] = DecoderProfile.ProChip,
        ["ambrc"] = DecoderProfile.AmbRc,
    };

    public static Command Create()
    {
        var listen = new Option<DnsEndPoint?>("--listen")
        {
            Description = "HOST:PORT to listen on; needed, except with --list-scenarios.",
            CustomParser = RunCommand.ParseEndPoint,
        };
        var scenario = new Option<string>("--scenario") { Description = "What happens.", DefaultValueFactory = static _ => "clean-race" };
        scenario.AcceptOnlyFromAmong([.. ScenarioCatalog.All.Select(static each => each.Name)]);
        var list = new Option<bool>("--list-scenarios") { Description = "Print the scenarios, one a line, and end." };
        var file = new Option<string?>("--file") { Description = "With replay: the capture, binary or hex lines." };
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same races.", DefaultValueFactory = static _ => 1 };
        var speed = new Option<double>("--speed")
        {
            Description = "Simulated seconds per second; with replay also max: as fast as it is read.",
            DefaultValueFactory = static _ => 1,
            CustomParser = ParseSpeed,
        };
        var profile = new Option<string>("--profile") { Description = "Kind of decoder.", DefaultValueFactory = static _ => "prochip" };
        profile.AcceptOnlyFromAmong([.. Profiles.Keys]);
        var decoderId = new Option<uint?>("--decoder-id") { Description = "Number of the decoder, decimal or wire hex.", CustomParser = ParseDecoderId };
        var clients = new Option<int>("--clients") { Description = "Connections it takes.", DefaultValueFactory = static _ => 4 };
        clients.Validators.Add(static result => RunCommand.Require(result, result.GetValueOrDefault<int>() is >= 1 and <= 64, "1 to 64"));
        var chunk = new Option<int?>("--chunk-size") { Description = "Send in pieces of this many bytes." };
        chunk.Validators.Add(static result => RunCommand.Require(result, result.GetValueOrDefault<int?>() is null or >= 1, "1 or more"));
        var corrupt = Rate("--corrupt", "Part of the frames in which a byte is changed, 0 to 1.");
        var drop = Rate("--drop", "Part of the frames behind which the connection breaks, 0 to 1.");
        var udpPort = new Option<int?>("--udp-port") { Description = "UDP port that answers discovery; the port of --listen where absent." };
        udpPort.Validators.Add(static result => RunCommand.Require(result, result.GetValueOrDefault<int?>() is null or (>= 0 and <= 65535), "a port"));
        var director = new Option<Uri?>("--director") { Description = "Server to run race control on, too.", CustomParser = RunCommand.ParseAddress };
        var track = new Option<string?>("--track") { Description = "With --director: the track." };
        track.Validators.Add(static result =>
            RunCommand.Require(result, result.GetValueOrDefault<string?>() is not { } text || TrackId.TryParse(text, out _), "a track id"));
        var patience = new Option<double?>("--result-patience")
        {
            Description = "With --director: simulated seconds to wait for a result before the race is ended without it; 40 where absent.",
        };
        patience.Validators.Add(static result =>
            RunCommand.Require(result, result.GetValueOrDefault<double?>() is null or (> 0 and <= MaxResultPatienceS), "above 0, at most 86400"));
        var command = new Command("simulate", "Be a decoder with races on its track, until stopped.")
        {
            listen, scenario, list, file, seed, speed, profile, decoderId, clients, chunk, corrupt, drop, udpPort, director, track, patience,
        };
        command.Validators.Add(result =>
        {
            var name = result.GetValue(scenario);
            Check(result, result.GetValue(list) || result.GetValue(listen) is not null, "--listen is needed.");
            var directed = result.GetValue(director) is not null;
            Check(result, (name == "replay") == (result.GetValue(file) is not null), "--scenario replay and --file go together.");
            Check(result, directed == (result.GetValue(track) is not null), "--director and --track go together.");
            Check(result, directed || result.GetValue(patience) is null, "--result-patience needs --director.");
            Check(result, !directed || ScenarioCatalog.All.Any(each => each.Name == name && each.IsDirectable), "--director needs a scenario with races.");
            Check(result, name == "replay" || !double.IsInfinity(result.GetValue(speed)), "--speed max is for replay.");
        });
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(list) ? ListAsync(parsed.InvocationConfiguration.Output) : RunAsync(
            parsed.GetRequiredValue(listen)!,
            new SimulateOptions
            {
                Listen = new IPEndPoint(IPAddress.None, 0),
                Scenario = ScenarioCatalog.All.Single(each => each.Name == parsed.GetRequiredValue(scenario)).Id,
                File = parsed.GetValue(file),
                Seed = parsed.GetValue(seed),
                Speed = parsed.GetValue(speed),
                Profile = Profiles[parsed.GetRequiredValue(profile)],
                DecoderId = parsed.GetValue(decoderId),
                MaxClients = parsed.GetValue(clients),
                ChunkBytes = parsed.GetValue(chunk),
                CorruptRate = parsed.GetValue(corrupt),
                DropRate = parsed.GetValue(drop) ?? 0,
                UdpPort = parsed.GetValue(udpPort),
                Director = parsed.GetValue(director),
                Track = parsed.GetValue(track) is { } id ? TrackId.Parse(id) : null,
                ResultPatience = parsed.GetValue(patience) is { } seconds ? TimeSpan.FromSeconds(seconds) : SimulateOptions.DefaultResultPatience,
            },
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static Option<double?> Rate(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(static result => RunCommand.Require(result, result.GetValueOrDefault<double?>() is null or (>= 0 and <= 1), "0 to 1"));
        return option;
    }

    private static async Task<int> ListAsync(TextWriter output)
    {
        var width = ScenarioCatalog.All.Max(static each => each.Name.Length);
        foreach (var each in ScenarioCatalog.All)
        {
            await output.WriteLineAsync($"{each.Name.PadRight(width)}  {each.Text}");
        }

        return ExitCodes.Good;
    }

    private static async Task<int> RunAsync(DnsEndPoint listen, SimulateOptions options, TextWriter messages, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(static builder => builder.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        }));
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(listen.Host, cancellationToken);
            var capture = options.File is { } file ? ReplayCapture.Parse(await File.ReadAllBytesAsync(file, cancellationToken)) : null;
            options = options with { Listen = new IPEndPoint(addresses[0], listen.Port) };
            await using var run = new SimulatorRun(options, capture, TimeProvider.System, logging.CreateLogger("simulate"));
            run.Start();
            await run.RunAsync(cancellationToken);
            return ExitCodes.Good;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Good;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException or InvalidDataException)
        {
            await messages.WriteLineAsync($"simulate: {failure.Message}");
            return ExitCodes.Usage;
        }
    }

    private static void Check(SymbolResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }

    private static double ParseSpeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == "max")
        {
            return double.PositiveInfinity;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 1000)
        {
            return speed;
        }

        result.AddError($"--speed '{text}': expected max or a number above 0, at most 1000.");
        return 1;
    }

    private static uint? ParseDecoderId(ArgumentResult result)
    {
        if (P3DecoderId.TryParse(result.Tokens[0].Value, out var id))
        {
            return id;
        }

        result.AddError($"--decoder-id '{result.Tokens[0].Value}': expected a number, or eight hex digits as on the wire.");
        return null;
    }
}
