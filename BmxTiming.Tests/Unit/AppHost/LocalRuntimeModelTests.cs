using System.Runtime.Versioning;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.AppHost;

/// <summary>The stand-in is stricter than Aspire, never looser: what would fail there late fails here early.</summary>
[SupportedOSPlatform("linux")]
public sealed class LocalRuntimeModelTests
{
    [Fact]
    public async Task An_argument_that_is_neither_text_nor_an_address_is_refused()
    {
        await using var stack = new LocalStack();
        var program = stack.Builder.AddExecutable("program", "sleep", "/");

        Assert.Throws<ArgumentException>(() => program.WithArgs("--port", 8080));
    }

    [Fact]
    public async Task Two_resources_of_one_name_are_refused()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddExecutable("program", "sleep", "/");

        Assert.Throws<DistributedApplicationException>(() => stack.Builder.AddExecutable("Program", "sleep", "/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a--b")]
    [InlineData("1a")]
    [InlineData("a_b")]
    [InlineData("a-")]
    public async Task A_name_that_Aspire_would_refuse_is_refused(string name)
    {
        await using var stack = new LocalStack();

        Assert.Throws<ArgumentException>(() => stack.Builder.AddExecutable(name, "sleep", "/"));
    }

    [Fact]
    public async Task A_reference_to_a_service_without_an_http_endpoint_is_refused()
    {
        await using var stack = new LocalStack();
        var service = stack.Builder.AddDotnetProject("service", "../BmxTiming.Server/BmxTiming.Server.csproj");
        var other = stack.Builder.AddExecutable("other", "sleep", "/");

        Assert.Throws<DistributedApplicationException>(() => other.WithReference(service));
    }

    [Fact]
    public async Task Resources_that_wait_for_each_other_are_named()
    {
        await using var stack = new LocalStack();
        var one = stack.Builder.AddExecutable("one", "sleep", "/", "60");
        var two = stack.Builder.AddExecutable("two", "sleep", "/", "60").WaitFor(one);
        one.WaitFor(two);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => stack.Application.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("one, two", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_named_before_anything_starts()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddExecutable("program", "no-such-program", "/");
        stack.Builder.AddExecutable("other", "no-other-program", "/");

        var refused = await Assert.ThrowsAsync<MissingPartsException>(() => stack.Application.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["the program 'no-such-program' of 'program'", "the program 'no-other-program' of 'other'"], refused.Parts);
    }

    [Fact]
    public void A_nats_server_that_is_too_old_is_named_with_its_version()
    {
        var folder = LocalStack.NewStateDirectory();
        try
        {
            var old = Path.Combine(folder, "nats-server");
            File.WriteAllText(old, "#!/bin/sh\necho 'nats-server: v2.9.10'\n");
            File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var programs = new InstalledPrograms("/nowhere", name => name == "BMX_NATS_SERVER" ? old : null);

            Assert.Null(programs.FindNats(out var problem));
            Assert.Equal($"nats-server 2.10.27 or newer ({old} is 2.9.10)", problem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Restarts_wait_a_quarter_second_first_eight_seconds_at_most_and_forget_after_twenty_good_seconds()
    {
        var backoff = new RestartBackoff();
        var crashing = Enumerable.Range(0, 7).Select(_ => backoff.After(TimeSpan.FromSeconds(1)).TotalSeconds);

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 8], crashing);
        Assert.Equal(0.25, backoff.After(TimeSpan.FromSeconds(20)).TotalSeconds);
    }
}
