using System.Net.Sockets;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LocalRuntime;

public sealed class SupervisorTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_killed_program_is_started_again_and_counted()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddExecutable("sleeper", "sleep", "/", "600");
        await stack.StartAsync();
        var sleeper = stack.Instance("sleeper");
        var first = sleeper.ProcessId!.Value;

        Signals.Send(first, Signals.Kill);

        await Eventually.HoldsAsync(() => sleeper is { State: InstanceState.Healthy, Restarts: 1 } && sleeper.ProcessId != first, Soon, () => Describe(sleeper));
        Assert.Equal(128 + 9, sleeper.LastExitCode);
        Assert.Contains("sleeper        ended with 137, starts again in 0.25 s", stack.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_crashing_program_said_last_is_on_the_console_and_in_its_log()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddExecutable("crasher", "sh", "/", "-c", "echo going down >&2; exit 7");
        await stack.Application.StartAsync(TestContext.Current.CancellationToken);
        var crasher = stack.Instance("crasher");

        await Eventually.HoldsAsync(() => crasher.Restarts >= 2, Soon, () => Describe(crasher));

        Assert.Contains("crasher | going down", stack.Output.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("going down\ngoing down\n", await ReadShared(crasher.LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependents_stop_before_what_they_depend_on()
    {
        await using var stack = new LocalStack();
        var order = Path.Combine(stack.StateDirectory, "order");
        var store = AddRecorder(stack, "store", order);
        var ingest = AddRecorder(stack, "ingest", order).WaitFor(store);
        AddRecorder(stack, "track", order).WaitFor(ingest);
        await stack.StartAsync();
        await Eventually.HoldsAsync(() => File.Exists(order) && File.ReadAllLines(order).Length == 3, Soon, () => "not all have set their traps");

        await stack.Application.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["track", "ingest", "store"], File.ReadAllLines(order).Where(line => !line.StartsWith('+')));
    }

    [Fact]
    public async Task A_program_that_ignores_the_request_to_stop_is_killed_with_all_it_started()
    {
        var log = new ResourceLog(Path.GetTempFileName());
        using var child = ChildProcess.Start(
            new LaunchSpec("/bin/sh", ["-c", "trap '' TERM; sleep 600 & echo $!; while :; do sleep 1; done"], new Dictionary<string, string>(), "/")
            {
                StopTimeout = TimeSpan.FromMilliseconds(300),
            },
            log);
        await Eventually.HoldsAsync(() => log.Tail().Count == 1, Soon, () => "the program said nothing");
        var grandchild = int.Parse(log.Tail()[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsRunning(grandchild));

        await child.StopAsync(TimeProvider.System);

        Assert.Equal(128 + 9, await child.Exited);
        await Eventually.HoldsAsync(() => !IsRunning(grandchild), Soon, () => $"{grandchild} still runs");
        log.Dispose();
        File.Delete(log.FilePath);
    }

    [Fact]
    public async Task Dependents_of_a_step_wait_for_its_end_and_a_finished_step_is_not_started_again()
    {
        await using var stack = new LocalStack();
        var done = Path.Combine(stack.StateDirectory, "done");
        var step = stack.Builder.AddExecutable("step", "sh", "/", "-c", $"sleep 0.3; echo done >> {done}");
        stack.Builder.AddExecutable("after", "sh", "/", "-c", $"test -f {done} && exec sleep 600").WaitForCompletion(step);

        await stack.StartAsync();

        Assert.Equal(0, stack.Instance("after").Restarts);
        Assert.Equal(InstanceState.Finished, stack.Instance("step").State);
        Assert.Single(File.ReadAllLines(done));
    }

    [Fact]
    public async Task A_step_that_fails_fails_the_start_with_its_log_named()
    {
        await using var stack = new LocalStack();
        var step = stack.Builder.AddExecutable("step", "sh", "/", "-c", "echo no schema >&2; exit 3");
        stack.Builder.AddExecutable("after", "sleep", "/", "600").WaitForCompletion(step);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(stack.StartAsync);

        Assert.Contains("step ended with 3 instead of 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("step.log", failure.Message, StringComparison.Ordinal);
        Assert.Equal(InstanceState.Waiting, stack.Instance("after").State);
    }

    [Fact]
    public async Task Replicas_share_one_address_in_turn_and_a_dead_one_is_passed_over()
    {
        await using var stack = new LocalStack();
        var programs = new InstalledPrograms(Path.GetDirectoryName(stack.Builder.AppHostDirectory)!, Environment.GetEnvironmentVariable);
        var server = stack.Builder.AddExecutable("server", programs.FindNats(out var problem) ?? throw new InvalidOperationException(problem), "/").WithEndpoint(name: "tcp");
        server.WithArgs("-a", "127.0.0.1").WithArgs("-p", server.GetEndpoint("tcp").Property(EndpointProperty.TargetPort));
        server.Resource.Replicas = 2;
        await stack.StartAsync();
        var port = server.GetEndpoint("tcp").Port;
        // In turn, once both of them listen: started is not listening yet.
        await Eventually.HoldsAsync(
            async () => await Greetings(port, 4) is [var a, var b, var c, var d] && a == c && b == d && a != b, Soon, () => "the replicas did not answer in turn");

        // Until the kernel has closed its port, the dying one may still accept a connection it will never greet.
        var first = stack.Instance("server-1");
        var killed = first.ProcessId!.Value;
        Signals.Send(killed, Signals.Kill);
        await Eventually.HoldsAsync(() => first.ProcessId != killed, Soon, () => Describe(first));
        Assert.Equal(6, (await Greetings(port, 6)).Count(greeting => greeting.StartsWith("INFO ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_forwarder_prefers_healthy_instances_and_uses_all_when_none_is()
    {
        var healthy = new[] { false, true, false };
        var ports = new PortAllocator();
        using var forwarder = new DisposableForwarder(new Forwarder(ports.Next(), [1, 2, 3], index => healthy[index]));

        Assert.Equal([1, 0, 2], forwarder.Value.Candidates());
        Assert.Equal([1, 2, 0], forwarder.Value.Candidates());
        healthy[1] = false;
        Assert.Equal([2, 0, 1], forwarder.Value.Candidates());
        Assert.Equal([0, 1, 2], forwarder.Value.Candidates());
    }

    [Fact]
    public async Task A_second_application_on_the_same_state_is_refused()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddExecutable("sleeper", "sleep", "/", "600");
        await stack.StartAsync();
        await using var second = new LocalStack(stack.StateDirectory);
        second.Builder.AddExecutable("sleeper", "sleep", "/", "600");

        await Assert.ThrowsAsync<AlreadyRunningException>(() => second.Application.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_first_line_says_what_this_is_and_is_not()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddExecutable("sleeper", "sleep", "/", "600");
        await stack.StartAsync();

        var first = stack.Output.ToString().Split('\n')[0];
        Assert.Contains("local runtime", first, StringComparison.Ordinal);
        Assert.Contains("not Aspire", first, StringComparison.Ordinal);
    }

    private static IResourceBuilder<ExecutableResource> AddRecorder(LocalStack stack, string name, string file) =>
        stack.Builder.AddExecutable(name, "sh", "/", "-c", $"trap 'echo {name} >> {file}; exit 0' TERM; echo +{name} >> {file}; while :; do sleep 0.05; done");

    private static async Task<string[]> Greetings(int port, int count)
    {
        var greetings = new string[count];
        for (var i = 0; i < count; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            using var reader = new StreamReader(client.GetStream());
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";

            // The server names itself; the rest of its greeting counts connections.
            greetings[i] = line.Split(',')[0];
        }

        return greetings;
    }

    private static async Task<string> ReadShared(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    private static bool IsRunning(int processId) =>
        File.Exists($"/proc/{processId}/stat") && !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static string Describe(SupervisedInstance instance) =>
        $"{instance.Name}: {instance.State}, pid {instance.ProcessId}, restarts {instance.Restarts}, last exit {instance.LastExitCode}, {instance.Reason}";

    private sealed record DisposableForwarder(Forwarder Value) : IDisposable
    {
        public void Dispose() => Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
