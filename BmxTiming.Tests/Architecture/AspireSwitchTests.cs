using System.Diagnostics;
using System.Text.RegularExpressions;
using BmxTiming.AppHost;
using Xunit;

namespace BmxTiming.Tests.Architecture;

/// <summary>One solution, two package graphs: with the switch on, Aspire's packages and nothing else is new; with it off, nothing of Aspire is asked for.</summary>
public sealed partial class AspireSwitchTests
{
    private static readonly string s_checkout = Path.GetDirectoryName(LaunchableProjects.AppHostDirectory)!;

    /// <summary>Where a feed lacks Aspire's packages, their absence is all that stands in the way; where it has them, nothing does.</summary>
    [Fact]
    public async Task With_Aspire_a_restore_fails_for_nothing_but_absent_packages_of_Aspire()
    {
        var output = await RestoreAsync("-p:UseAspire=true");

        Assert.All(ErrorLine().Matches(output), error => Assert.Matches(AbsentAspirePackage(), error.Value));
    }

    [Fact]
    public void Without_Aspire_no_lock_file_knows_a_package_of_Aspire()
    {
        var locks = Directory.GetFiles(s_checkout, "packages.lock.json", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(locks);
        Assert.All(locks, path => Assert.DoesNotContain("\"Aspire.", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x.csproj : error NU1101: Unable to find package Aspire.NATS.Net. No packages exist with this id in source(s): feed", true)]
    [InlineData("x.csproj : error NU1102: Unable to find package Aspire.Hosting.AppHost with version (>= 17.0.0)", true)]
    [InlineData("x.csproj : error NU1102:   - Found 1 version(s) in feed [ Nearest version: 13.6.5 ]", true)]
    [InlineData("x.csproj : error NU1101: Unable to find package Marten. No packages exist with this id in source(s): feed", false)]
    [InlineData("x.csproj : error NU1605: Detected package downgrade: Npgsql", false)]
    public void Any_other_failure_of_a_restore_is_told_apart(string line, bool expected) =>
        Assert.Equal(expected, AbsentAspirePackage().IsMatch(ErrorLine().Match(line).Value));

    private static async Task<string> RestoreAsync(string option)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "BmxTiming.sln", option, "--disable-build-servers"])
        {
            WorkingDirectory = s_checkout,
            RedirectStandardOutput = true,
        };
        // The graph with Aspire has no lock file on a machine that cannot restore it.
        start.Environment["CI"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var restore = Process.Start(start)!;
        var output = await restore.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await restore.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("projects to restore", output, StringComparison.Ordinal);
        Assert.True(restore.ExitCode == 0 || ErrorLine().IsMatch(output), output);
        return output;
    }

    [GeneratedRegex(@"error (NU|MSB|NETSDK|CS).*$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    // A version that is too old is told in a second line of the same code.
    [GeneratedRegex(@"^error (NU110[12]: Unable to find package Aspire\.|NU1102:   - Found \d+ version)")]
    private static partial Regex AbsentAspirePackage();
}
