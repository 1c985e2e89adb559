using System.Diagnostics;
using System.Text;
using BmxTiming.Tests.Unit.P3;
using Xunit;

namespace BmxTiming.Tests.Integration.P3;

/// <summary>The verbs as a caller meets them: a process, its streams and its exit code.</summary>
public sealed class TrackClientProcessTests
{
    private static readonly string GateHex = Convert.ToHexStringLower(WorkedFrame.Named("gate").Bytes) + "\n";

    [Fact]
    public async Task Decode_and_encode_are_inverse_through_pipes()
    {
        var decoded = await RunAsync(GateHex, "decode", "-");
        var encoded = await RunAsync(decoded.Output, "encode", "-");

        Assert.Equal((0, 0), (decoded.ExitCode, encoded.ExitCode));
        Assert.Equal(GateHex, encoded.Output);
    }

    [Fact]
    public async Task A_capture_is_read_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, WorkedFrame.Named("gate").Bytes, TestContext.Current.CancellationToken);

            var (exitCode, output, _) = await RunAsync("", "decode", file);

            Assert.Equal(0, exitCode);
            Assert.EndsWith("""{"frames":1,"crc_failures":0,"resyncs":0,"unknown_records":0}""" + "\n", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_bad_frame_gives_exit_code_1()
    {
        var bad = GateHex.Replace("94e4", "94e5", StringComparison.Ordinal);

        Assert.Equal(1, (await RunAsync(bad, "decode", "-")).ExitCode);
        Assert.Equal(0, (await RunAsync(bad, "decode", "-", "--crc", "off")).ExitCode);
    }

    [Fact]
    public async Task A_missing_file_is_named_and_gives_exit_code_2()
    {
        foreach (var verb in new[] { "decode", "encode" })
        {
            var (exitCode, output, messages) = await RunAsync("", verb, "no-such-capture.hex");

            Assert.Equal(2, exitCode);
            Assert.Empty(output);
            Assert.Contains("no-such-capture.hex", messages, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_usage_gives_exit_code_2()
    {
        Assert.Equal(2, (await RunAsync("", "decode")).ExitCode);
        Assert.Equal(2, (await RunAsync("", "decode", "-", "--crc", "maybe")).ExitCode);
        Assert.Equal(2, (await RunAsync("", "nonsense")).ExitCode);
    }

    private static async Task<(int ExitCode, string Output, string Messages)> RunAsync(string input, params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var program = Path.Combine(AppContext.BaseDirectory, "BmxTiming.TrackClient.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var messages = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A verb that refuses its arguments may end before it reads anything.
        }

        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await messages);
    }
}
