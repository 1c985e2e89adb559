using System.Text;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Options;
using NATS.Client.JetStream.Models;
using Xunit;

namespace BmxTiming.Tests.Integration.Messaging;

/// <summary>What is provisioned, what is refused, and what doctor says, on a real broker.</summary>
public sealed class BrokerPromiseTests(NatsServer nats) : IAsyncLifetime
{
    private const long Gigabyte = 1_000_000_000;
    private TrackBench _bench = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Broker => $"--ConnectionStrings:nats={_bench.NatsUrl}";

    private string Monitoring => $"--Streams:MonitoringUrl={nats.MonitoringUrl}";

    public async ValueTask InitializeAsync() => _bench = await TrackBench.StartAsync(nats.NewAccountUrl());

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Production_has_the_streams_and_buckets_of_the_contract()
    {
        var provisioner = new StreamProvisioner(_bench.Broker, Options.Create(new StreamOptions { Profile = StreamOptions.Production }));
        var provisioned = await provisioner.ProvisionAsync(allowWeaker: false, Stop);
        Assert.True(provisioned.IsOk, provisioned.Error?.Message);

        var text = new StringBuilder();
        foreach (var name in (string[])[StreamNames.Raw, StreamNames.Race, StreamNames.Snapshot, StreamNames.DeadLetter])
        {
            var config = await ConfigAsync(name);
            text.Append(string.Join(' ', config.Subjects!)).Append(": ").Append(config.Storage).Append(' ').Append(config.Retention).Append(' ')
                .Append(config.Discard).Append(", ").Append(config.MaxAge).Append(", ")
                .Append(name == StreamNames.Snapshot ? $"{config.MaxMsgsPerSubject} a subject" : $"{config.MaxBytes / Gigabyte} GB, window {config.DuplicateWindow}")
                .Append(config.AllowDirect ? ", direct" : "").Append(config.AllowAtomicPublish == _bench.Broker.HasAtomicPublish ? ", atomic" : "")
                .Append(config is { DenyDelete: true, DenyPurge: true } ? ", kept" : "").Append('\n');
        }

        foreach (var bucket in (string[])[StreamNames.EngineLeases, StreamNames.EngineWorkers, StreamNames.EngineCheckpoints, StreamNames.IngestLanes, StreamNames.GatewayRegistry])
        {
            var config = await ConfigAsync($"KV_{bucket}");
            text.Append(bucket).Append(": ").Append(config.Storage).Append(", ").Append(config.MaxAge).Append(", ").Append(config.MaxMsgsPerSubject).Append('\n');
        }

        Assert.Equal(
            """
            timing.ingest.raw.v1.*: File Limits Old, 7.00:00:00, 100 GB, window 00:10:00, direct, atomic, kept
            timing.race.events.v1.*: File Limits Old, 30.00:00:00, 50 GB, window 00:10:00, direct, atomic, kept
            timing.race.snapshot.v1.*.*: File Limits Old, 1.00:00:00, 1 a subject, direct, atomic
            timing.dlq.v1.*: File Limits Old, 14.00:00:00, 10 GB, window 00:10:00, direct, atomic
            engine_leases: File, 00:00:02, 1
            engine_workers: File, 00:00:02, 1
            engine_ckpt: File, 00:00:00, 1
            ingest_lanes: File, 00:00:00, 1
            gateway_registry: File, 00:00:00, 1

            """,
            text.ToString());
    }

    [Fact]
    public async Task Weakening_is_refused_with_exit_code_3()
    {
        var raw = await ConfigAsync(StreamNames.Raw);
        await _bench.Broker.JetStream.UpdateStreamAsync(raw with { MaxAge = TimeSpan.FromDays(8) }, Stop);

        Assert.Equal(ServerVerbs.Refused, await ProvisionVerb.RunAsync([Broker, "--ConnectionStrings:timing=Host=127.0.0.1;Port=1"]));
        Assert.Equal(TimeSpan.FromDays(8), (await ConfigAsync(StreamNames.Raw)).MaxAge);
    }

    [Fact]
    public async Task What_the_broker_never_changes_is_refused_and_told()
    {
        await _bench.Broker.JetStream.DeleteStreamAsync(StreamNames.DeadLetter, Stop);
        await _bench.Broker.JetStream.CreateStreamAsync(
            new StreamConfig(StreamNames.DeadLetter, [Subjects.DeadLetterAll]) { Storage = StreamConfigStorage.Memory, MaxBytes = 1_000_000 }, Stop);

        var provisioned = await new StreamProvisioner(_bench.Broker, Options.Create(new StreamOptions())).ProvisionAsync(allowWeaker: true, Stop);

        Assert.Equal("refused_by_broker", provisioned.Error?.Code);
    }

    [Fact]
    public async Task A_bucket_that_forgets_is_a_difference_and_provision_mends_it()
    {
        var provisioner = new StreamProvisioner(_bench.Broker, Options.Create(new StreamOptions()));
        var lanes = await ConfigAsync($"KV_{StreamNames.IngestLanes}");
        await _bench.Broker.JetStream.UpdateStreamAsync(lanes with { MaxAge = TimeSpan.FromHours(1) }, Stop);

        Assert.Equal(["ingest_lanes.max_age is 01:00:00, must be 00:00:00"], await provisioner.DifferencesAsync(Stop));
        Assert.True((await provisioner.ProvisionAsync(allowWeaker: false, Stop)).IsOk);
        Assert.Empty(await provisioner.DifferencesAsync(Stop));
    }

    [Fact]
    public async Task Doctor_tells_a_good_broker_from_an_unknown_one_and_from_none()
    {
        const string production = "--environment=Production";
        Assert.Equal(ServerVerbs.Good, await DoctorVerb.RunAsync([Broker, Monitoring, production, "--Streams:MinFreeBytes=1"]));
        Assert.Equal(ServerVerbs.Finding, await DoctorVerb.RunAsync([Broker, Monitoring, production, $"--Streams:MinFreeBytes={long.MaxValue}"]));
        Assert.Equal(ServerVerbs.Finding, await DoctorVerb.RunAsync([Broker, "--environment=Development"]));
        Assert.Equal(ServerVerbs.Refused, await DoctorVerb.RunAsync([Broker, production]));
        Assert.Equal(ServerVerbs.Finding, await DoctorVerb.RunAsync([Broker, production, "--accept-data-loss"]));
        Assert.Equal(ServerVerbs.Usage, await DoctorVerb.RunAsync([production]));
    }

    [Fact]
    public async Task Production_does_not_begin_on_a_broker_that_may_lose_what_it_acknowledged()
    {
        string[] arguments = [Broker, "--environment=Production", "--Server:Roles=ingest", "--urls=http://127.0.0.1:0"];

        Assert.Equal(ServerVerbs.Refused, await ServerVerbs.RunAsync(arguments).WaitAsync(TimeSpan.FromSeconds(60), Stop));
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_seen_in_readiness()
    {
        await using var server = await TestServerHost.StartAsync("ingest", new Dictionary<string, string?>(_bench.Settings)
        {
            ["Streams:MonitoringUrl"] = nats.MonitoringUrl,
            ["Streams:MinFreeBytes"] = "9000000000000000000",
        });
        await Eventually.HoldsAsync(
            () => server.Readiness.Parts.Any(static part => part is { Module: "nats", Ready: true, Degraded: { } lacks } && lacks.Contains("are free in", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20),
            () => string.Join("; ", server.Readiness.Parts));
    }

    private async Task<StreamConfig> ConfigAsync(string stream) => (await _bench.Broker.StreamInfoAsync(stream, null, Stop)).Config;
}
