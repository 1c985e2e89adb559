using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BmxTiming.TrackClient;

internal static class RunCommand
{
    public static Command Create()
    {
        var track = Token("--track", "Id of the track.", static text => TrackId.TryParse(text, out _));
        var client = Token("--client", "Id of this gateway; its token must name it.", static text => ClientId.TryParse(text, out var id) && !id.IsReserved);
        var decoder = new Option<DecoderAddress[]>("--decoder")
        {
            Description = "HOST:PORT of the decoder, or HOST:PORT=POINT where it stands for one timing point; once for each decoder.",
            Required = true,
            CustomParser = static result => ParseDecoders(result),
        };
        var ingest = new Option<Uri>("--ingest")
        {
            Description = "Address of the server, http or https.",
            Required = true,
            CustomParser = static result => ParseAddress(result),
        };
        var tokenFile = new Option<string>("--token-file") { Description = "File that holds the gateway's token.", Required = true };
        var spool = new Option<string>("--spool") { Description = "Directory that keeps what has been read.", Required = true };
        var cap = new Option<int?>("--spool-cap-mib") { Description = "Most MiB the spool may use; 2048 where absent, at least 64." };
        cap.Validators.Add(result => Require(result, result.GetValueOrDefault<int?>() is null or >= 64, "at least 64 MiB"));
        var speed = new Option<double>("--speed") { Description = "Speed of a simulated decoder.", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() is > 0 and <= 1000, "more than 0, at most 1000"));
        var point = new Option<string?>("--timing-point") { Description = "As =POINT behind the one --decoder." };
        point.Validators.Add(result => Require(result, result.GetValueOrDefault<string?>() is not { } text || WireToken.IsValid(text), "a-z, 0-9, '_', '-'"));
        var statusPort = new Option<int?>("--status-port") { Description = "Port of the status page on 127.0.0.1; none where absent." };
        var command = new Command("run", "Read a decoder and bring every passing to the server, for ever.")
        {
            track, client, decoder, ingest, tokenFile, spool, cap, speed, point, statusPort,
        };
        command.Validators.Add(result => Require(
            result, result.GetValue(point) is null || result.GetValue(decoder) is [{ TimingPoint: null }], "--timing-point only with one --decoder without =POINT"));
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new RunOptions
            {
                Track = TrackId.Parse(parsed.GetRequiredValue(track)),
                Client = ClientId.Parse(parsed.GetRequiredValue(client)),
                Decoders = [.. parsed.GetRequiredValue(decoder).Select(each => each with { TimingPoint = each.TimingPoint ?? parsed.GetValue(point) })],
                Ingest = parsed.GetRequiredValue(ingest),
                TokenFile = parsed.GetRequiredValue(tokenFile),
                SpoolDirectory = parsed.GetRequiredValue(spool),
                SpoolCapBytes = parsed.GetValue(cap) * 1024L * 1024L,
                Speed = parsed.GetValue(speed),
                StatusPort = parsed.GetValue(statusPort),
            },
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    public static void Require(SymbolResult result, bool valid, string expected)
    {
        if (!valid)
        {
            result.AddError($"{result}: expected {expected}.");
        }
    }

    public static DnsEndPoint? ParseEndPoint(ArgumentResult result)
    {
        if (EndPoints.TryParse(result.Tokens[0].Value, DecoderOptions.DefaultPort, out var endPoint))
        {
            return endPoint;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not HOST:PORT.");
        return null;
    }

    public static Uri? ParseAddress(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not an http or https address.");
        return null;
    }

    private static DecoderAddress[] ParseDecoders(ArgumentResult result)
    {
        var decoders = new List<DecoderAddress>();
        foreach (var token in result.Tokens)
        {
            if (!DecoderAddress.TryParse(token.Value, out var decoder))
            {
                result.AddError($"'{token.Value}' is not HOST:PORT or HOST:PORT=POINT.");
            }
            else if (decoders.Any(known => known.EndPoint.Equals(decoder.EndPoint)))
            {
                result.AddError($"'{token.Value}' is given twice; a decoder is read over one connection.");
            }
            else
            {
                decoders.Add(decoder);
            }
        }

        return [.. decoders];
    }

    private static Option<string> Token(string name, string description, Func<string?, bool> isValid)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (!isValid(result.GetValueOrDefault<string>()))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: 1 to 64 of a-z, 0-9, '_', '-', and no reserved name."));
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(RunOptions options, TextWriter messages, CancellationToken cancellationToken)
    {
        try
        {
            using var host = TrackGateway.Build(options);
            await host.StartAsync(cancellationToken);
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            await using var stop = cancellationToken.Register(lifetime.StopApplication);
            await host.WaitForShutdownAsync(CancellationToken.None);
            foreach (var service in host.Services.GetServices<IHostedService>().OfType<BackgroundService>())
            {
                // A part that died took the program with it; say so to whoever restarts it.
                await (service.ExecuteTask ?? Task.CompletedTask);
            }

            return ExitCodes.Good;
        }
        catch (SpoolInUseException failure)
        {
            await messages.WriteLineAsync($"run: {failure.Message}");
            return ExitCodes.Refused;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await messages.WriteLineAsync($"run: {failure.Message}");
            return ExitCodes.Usage;
        }
    }
}
