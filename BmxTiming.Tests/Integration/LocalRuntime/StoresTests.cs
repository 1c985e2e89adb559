using System.Diagnostics;
using System.Text.Json;
using BmxTiming.AppHost;
using BmxTiming.Tests.Support;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using Npgsql;
using Xunit;

namespace BmxTiming.Tests.Integration.LocalRuntime;

/// <summary>NATS and PostgreSQL as the stack starts them.</summary>
public sealed class StoresTests
{
    // SIGSTOP and SIGCONT.
    private const int StandStill = 19;
    private const int GoOn = 18;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Data_and_passwords_outlive_a_restart_and_acknowledged_means_on_disk()
    {
        var state = LocalStack.NewStateDirectory();
        try
        {
            string firstPassword;
            await using (var stack = Stores(state))
            {
                await stack.StartAsync();
                firstPassword = await File.ReadAllTextAsync(Path.Combine(state, "secrets", "postgres-password"), TestContext.Current.CancellationToken);
                Assert.True(await SyncAlways(stack));
                await Execute(Timing(stack), "create table kept (id int); insert into kept values (42)");
                await using var nats = new NatsConnection(new NatsOpts { Url = stack.ConnectionString("nats") });
                var jetStream = new NatsJSContext(nats);
                await jetStream.CreateStreamAsync(new StreamConfig("kept", ["kept.>"]), TestContext.Current.CancellationToken);
                (await jetStream.PublishAsync("kept.a", "x", cancellationToken: TestContext.Current.CancellationToken)).EnsureSuccess();
            }

            await using (var stack = Stores(state))
            {
                await stack.StartAsync();
                Assert.Equal(firstPassword, await File.ReadAllTextAsync(Path.Combine(state, "secrets", "postgres-password"), TestContext.Current.CancellationToken));
                Assert.Equal(42, await Execute(Timing(stack), "select id from kept"));
                await using var nats = new NatsConnection(new NatsOpts { Url = stack.ConnectionString("nats") });
                var stream = await new NatsJSContext(nats).GetStreamAsync("kept", cancellationToken: TestContext.Current.CancellationToken);
                Assert.Equal(1ul, stream.Info.State.LastSeq);
            }
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task A_killed_nats_server_comes_back_on_its_port()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddNats("nats").WithJetStream();
        await stack.StartAsync();
        var nats = stack.Instance("nats");
        var url = stack.ConnectionString("nats");

        Signals.Send(nats.ProcessId!.Value, Signals.Kill);
        await Eventually.HoldsAsync(() => nats is { State: InstanceState.Healthy, Restarts: 1 }, Soon, () => $"{nats.State}, {nats.Reason}");

        await using var connection = new NatsConnection(new NatsOpts { Url = url });
        await connection.PingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_killed_PostgreSQL_is_started_once_and_not_before_the_last_process_of_its_life_has_ended()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddPostgres("postgres").AddDatabase("timing");
        await stack.StartAsync();
        var postgres = stack.Instance("postgres");
        await using var connection = new NpgsqlConnection(Timing(stack));
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        // A process that does not notice the death of its server.
        Signals.Send(connection.ProcessID, StandStill);
        try
        {
            Signals.Send(postgres.ProcessId!.Value, Signals.Kill);
            await Eventually.HoldsAsync(() => postgres.Restarts == 1, Soon, () => $"{postgres.State}, {postgres.Restarts} restarts");
            var start = Stopwatch.GetTimestamp();
            await Eventually.HoldsAsync(
                () => postgres.Restarts > 1 || Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(4),
                Soon,
                () => $"{postgres.State}, {postgres.Restarts} restarts");
            Assert.Equal((1, (int?)null), (postgres.Restarts, postgres.ProcessId));
        }
        finally
        {
            Signals.Send(connection.ProcessID, GoOn);
        }

        await Eventually.HoldsAsync(() => postgres is { State: InstanceState.Healthy, Restarts: 1 }, Soon, () => $"{postgres.State}, {postgres.Reason}");
    }

    [Fact]
    public async Task A_stranger_without_the_password_is_refused_and_the_password_is_in_no_command_line()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddNats("nats").WithJetStream();
        await stack.StartAsync();
        var url = new Uri(stack.ConnectionString("nats"));
        var password = url.UserInfo.Split(':')[1];

        await using var stranger = new NatsConnection(new NatsOpts { Url = $"nats://{url.Authority}" });
        await Assert.ThrowsAnyAsync<NatsException>(async () => await stranger.ConnectAsync());
        var commandLine = await File.ReadAllTextAsync($"/proc/{stack.Instance("nats").ProcessId}/cmdline", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(password, commandLine, StringComparison.Ordinal);
    }

    private static LocalStack Stores(string state)
    {
        var stack = new LocalStack(state, "--Stack:Topology=stores");
        stack.Builder.AddTimingStack();
        return stack;
    }

    private static string Timing(LocalStack stack) => stack.ConnectionString("timing") + ";Pooling=false";

    private static async Task<bool> SyncAlways(LocalStack stack)
    {
        var monitoring = stack.Application.Resources.Single(resource => resource.Resource.Name == "nats").Resource.FindEndpoint("monitoring")!.Url;
        using var client = new HttpClient();
        var answer = await client.GetStringAsync(new Uri($"{monitoring}/jsz?config=true"), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer).RootElement.GetProperty("config").GetProperty("sync_always").GetBoolean();
    }

    private static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
