using System.CommandLine;
using System.Text.Json;

namespace BmxTiming.TrackClient.Status;

/// <summary>
/// <c>status</c>: asks a running gateway how it is. Exit 0 when all is well, 1 when something is not, 2 when nothing answers, so that a
/// script or a cron job can act on it.
/// </summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var port = new Option<int?>("--port") { Description = $"Status port of the gateway on this machine; {StatusPort.Default} where absent." };
        port.Validators.Add(result => RunCommand.Require(result, result.GetValueOrDefault<int?>() is null or (> 0 and <= 65535), "1 to 65535"));
        var url = new Option<Uri?>("--url") { Description = "Address of the status page, where it is another one.", CustomParser = static result => RunCommand.ParseAddress(result) };
        var json = new Option<bool>("--json") { Description = "Print what the gateway says, as JSON." };
        var watch = new Option<bool>("--watch") { Description = "Again every second, until interrupted." };
        var command = new Command("status", "Ask a running gateway how it is: 0 all is well, 1 something is not, 2 nothing answers.") { port, url, json, watch };
        command.Validators.Add(result =>
        {
            if (result.GetValue(port) is not null && result.GetValue(url) is not null)
            {
                result.AddError("--port and --url exclude each other.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var root = parsed.GetValue(url) ?? new UriBuilder("http", "127.0.0.1", parsed.GetValue(port) ?? StatusPort.Default).Uri;
            var io = parsed.InvocationConfiguration;
            return RunAsync(new Uri(root, "/status"), parsed.GetValue(json), parsed.GetValue(watch), io.Output, io.Error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Uri address, bool json, bool watch, TextWriter output, TextWriter messages, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        var code = await AskAsync(http, address, json, output, messages, cancellationToken);
        using var timer = new PeriodicTimer(WatchPeriod);
        try
        {
            while (watch && await timer.WaitForNextTickAsync(cancellationToken))
            {
                await output.WriteLineAsync();
                code = await AskAsync(http, address, json, output, messages, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Interrupted: what was seen last counts.
        }

        return code;
    }

    private static async Task<int> AskAsync(HttpClient http, Uri address, bool json, TextWriter output, TextWriter messages, CancellationToken cancellationToken)
    {
        try
        {
            var body = await http.GetStringAsync(address, cancellationToken);
            var status = JsonSerializer.Deserialize(body, StatusJson.Default.TrackStatus) ?? throw new JsonException("it is 'null'");
            await output.WriteLineAsync(json ? body : StatusText.Render(status));
            return status.State == "ok" ? ExitCodes.Good : ExitCodes.Finding;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await messages.WriteLineAsync($"status: no gateway answers at {address.GetLeftPart(UriPartial.Authority)}: {failure.Message}");
            return ExitCodes.Usage;
        }
    }
}
