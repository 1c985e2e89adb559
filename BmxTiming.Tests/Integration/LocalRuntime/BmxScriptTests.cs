using System.Diagnostics;
using BmxTiming.AppHost;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LocalRuntime;

/// <summary>The command line of ./bmx, as far as it answers without installing or building anything.</summary>
public sealed class BmxScriptTests
{
    private static readonly string Checkout = Path.GetDirectoryName(LaunchableProjects.AppHostDirectory)!;

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Help_names_every_verb_and_succeeds(string verb)
    {
        var (code, output, _) = await Bmx(verb);

        Assert.Equal(0, code);
        foreach (var expected in new[] { "up", "down", "status", "dev", "test", "chaos", "bench", "help" })
        {
            Assert.Contains($"./bmx {expected}", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("chaos", "chaos needs what to disturb")]
    [InlineData("chaos federation", "chaos 'federation' is not in this version")]
    [InlineData("chaos seeds", "chaos seeds needs a number of seeds, or --seed S")]
    [InlineData("chaos cluster --minutes soon", "--minutes must be a number from 1 on, not 'soon'")]
    [InlineData("chaos cluster --kills 0", "--kills must be a number from 1 on, not '0'")]
    [InlineData("chaos track --kills 5", "'--kills' is not an option of chaos track")]
    [InlineData("chaos track --fast", "'--fast' is not an option of chaos")]
    [InlineData("fuzz", "'fuzz' is not in this version")]
    [InlineData("soak", "'soak' is not in this version")]
    [InlineData("fly", "'fly' is not a verb")]
    [InlineData("up --fly", "'--fly' is not an option of up")]
    [InlineData("up --tracks", "--tracks needs a value")]
    [InlineData("up --tracks --detach", "--tracks needs a value")]
    [InlineData("down --detach", "'--detach' is not an option of down")]
    [InlineData("dev --topology single", "'--topology' is not an option of dev")]
    [InlineData("test --slow", "'--slow' is not an option of test")]
    [InlineData("test a b", "test takes one FILTER")]
    public async Task A_wrong_command_line_is_named_and_exits_with_2(string arguments, string message)
    {
        var (code, _, error) = await Bmx(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_of_nothing_is_a_finding_and_down_of_nothing_is_well()
    {
        var state = LocalStack.NewStateDirectory();
        try
        {
            Assert.Equal(1, (await Bmx("status", "--state", state)).Code);
            Assert.Equal(0, (await Bmx("down", "--state", state)).Code);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task Status_and_down_do_not_mistake_another_process_for_the_AppHost()
    {
        var state = LocalStack.NewStateDirectory();
        try
        {
            // Our own pid with a start time that is not ours: what a left-behind file looks like after a reboot.
            await File.WriteAllTextAsync(Path.Combine(state, "apphost.pid"), $"{Environment.ProcessId} 1\n", TestContext.Current.CancellationToken);

            Assert.Equal(1, (await Bmx("status", "--state", state)).Code);
            Assert.Equal(0, (await Bmx("down", "--state", state)).Code);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task Bmx_and_the_AppHost_agree_on_the_default_state_directory()
    {
        var (_, _, error) = await Bmx("down", "--state", "/nonexistent");
        Assert.Contains("/nonexistent", error, StringComparison.Ordinal);

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var expected = StateDirectory.DefaultPath(Checkout, Environment.IsPrivilegedProcess, home);
        var (code, output, _) = await Run("bash", "-c", $"BMX_ROOT='{Checkout}'; source '{Checkout}/scripts/stack.sh'; default_state");
        Assert.Equal(0, code);
        Assert.Equal(expected, output.Trim());
    }

    [Theory]
    [InlineData("2.10.27", 0)]
    [InlineData("2.15.1", 0)]
    [InlineData("2.9.10", 1)]
    [InlineData("", 1)]
    public async Task A_nats_server_is_new_enough_from_2_10_27_on(string version, int expected)
    {
        var (code, _, _) = await Run("bash", "-c", $"BMX_ROOT='{Checkout}'; source '{Checkout}/scripts/nats-server.sh'; version_at_least '{version}' \"$NATS_MIN\"");

        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task The_mirror_is_the_one_of_the_machine_itself()
    {
        var folder = LocalStack.NewStateDirectory();
        try
        {
            // A stand-in for apt on the path, which answers as the real one does.
            var apt = Path.Combine(folder, "apt-get");
            await File.WriteAllTextAsync(
                apt,
                "#!/bin/sh\necho \"'http://mirror.test/debian-security/dists/x-security/InRelease' f 0\"\necho \"'http://mirror.test/debian/dists/x/InRelease' f 0\"\n",
                TestContext.Current.CancellationToken);
            var (_, _, _) = await Run("chmod", "+x", apt);

            var (_, output, _) = await Run("bash", "-c", $"set -euo pipefail; PATH='{folder}':$PATH BMX_ROOT='{Checkout}'; source '{Checkout}/scripts/nats-server.sh'; debian_mirror");

            Assert.Equal("http://mirror.test/debian", output.Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<(int Code, string Output, string Error)> Bmx(params string[] arguments) => Run(Path.Combine(Checkout, "bmx"), arguments);

    private static async Task<(int Code, string Output, string Error)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
