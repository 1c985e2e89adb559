using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Discovery;

/// <summary><c>discover</c>: which decoders are on this network.</summary>
internal static class DiscoveryCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long to listen.", DefaultValueFactory = static _ => 3 };
        seconds.Validators.Add(static result => RunCommand.Require(result, result.GetValueOrDefault<int>() is >= 1 and <= 3600, "1 to 3600"));
        var json = new Option<bool>("--json") { Description = "As one JSON array." };
        var bind = new Option<DnsEndPoint?>("--bind")
        {
            Description = $"Address and UDP port to listen on; 0.0.0.0:{DecoderOptions.DiscoveryPort} where absent.",
            CustomParser = RunCommand.ParseEndPoint,
        };
        var to = new Option<DnsEndPoint[]>("--to")
        {
            Description = $"HOST:PORT to ask; every interface's broadcast address, port {DecoderOptions.DefaultPort}, where absent.",
            CustomParser = static result => [.. result.Tokens.Select(token => Parse(token.Value, result)).OfType<DnsEndPoint>()],
        };
        var command = new Command("discover", "Find the decoders on this network.") { seconds, json, bind, to };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(bind),
            parsed.GetValue(to) ?? [],
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            parsed.GetValue(json),
            parsed.InvocationConfiguration,
            cancellationToken));
        return command;
    }

    private static DnsEndPoint? Parse(string text, ArgumentResult result)
    {
        if (EndPoints.TryParse(text, DecoderOptions.DefaultPort, out var endPoint))
        {
            return endPoint;
        }

        result.AddError($"'{text}' is not HOST:PORT.");
        return null;
    }

    private static async Task<int> RunAsync(
        DnsEndPoint? bind, DnsEndPoint[] to, TimeSpan duration, bool json, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        try
        {
            var local = bind is null ? new IPEndPoint(IPAddress.Any, DecoderOptions.DiscoveryPort) : await ResolveAsync(bind, cancellationToken);
            var targets = new List<IPEndPoint>();
            foreach (var each in to)
            {
                targets.Add(await ResolveAsync(each, cancellationToken));
            }

            if (targets.Count == 0)
            {
                targets.AddRange(DiscoveryTargets.OfThisMachine(DecoderOptions.DefaultPort));
            }

            var found = await new DecoderDiscovery(local, targets, TimeProvider.System).RunAsync(duration, cancellationToken);
            await WriteAsync(found, json, console.Output);
            return found.Count > 0 ? ExitCodes.Good : ExitCodes.Finding;
        }
        catch (SocketException failure)
        {
            await console.Error.WriteLineAsync($"discover: {failure.Message}");
            return ExitCodes.Usage;
        }
    }

    private static async Task<IPEndPoint> ResolveAsync(DnsEndPoint endPoint, CancellationToken cancellationToken) =>
        new((await Dns.GetHostAddressesAsync(endPoint.Host, AddressFamily.InterNetwork, cancellationToken))[0], endPoint.Port);

    private static async Task WriteAsync(IReadOnlyList<FoundDecoder> found, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(found, DiscoveryJson.Default.IReadOnlyListFoundDecoder));
            return;
        }

        foreach (var decoder in found)
        {
            var id = decoder.DecoderId is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number} ({P3DecoderId.ToWireHex(number)})") : "?";
            await output.WriteLineAsync($"{decoder.Address}  id {id}  {decoder.Description ?? "unnamed"} {decoder.Version}".TrimEnd());
        }

        if (found.Count == 0)
        {
            await output.WriteLineAsync("No decoder answered.");
        }
    }
}
