using System.Diagnostics;
using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Streams;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// What the track client takes of a small laptop while its track is as busy as can be: a real client process between a simulated decoder
/// and a real ingest process. Beside it an idle .NET host, which is what any program of this runtime takes; the two run at the same time.
/// </summary>
internal sealed class ClientFootprint : IBenchmark
{
    private const int MessagesPerSecond = 50;
    private const int Windows = 6;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(5);

    /// <summary>Until the runtime has compiled what is used often for good.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(30);

    private static readonly RowSpec s_memory = new(
        "client-memory", "MiB", Better.Lower, "an idle .NET host: resident set at its peak", "track client at 50 messages/s: resident set at its peak")
    {
        Judged = Judged.Product,
        Bar = 150,
    };

    private static readonly RowSpec s_processor = new(
        "client-cpu", "% of a core", Better.Lower, "an idle .NET host", "track client at 50 messages/s: read, spooled, synced, sent")
    {
        Judged = Judged.Product,
        Bar = 5,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_memory, s_processor];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var track = TrackId.Parse("bench-footprint");
        var ingest = await context.IngestAsync(cancellationToken);
        var logs = await context.LogsAsync(cancellationToken);
        await using var idle = await ChildProcess.StartAsync("dotnet", [Programs.Self, IdleHost.Verb]);
        var port = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ChildProcess.FreePort()}");
        await using var decoder = await ChildProcess.StartAsync(
            "dotnet", [Programs.TrackClient, "simulate", "--listen", port, "--scenario", "replay", "--file", WriteCapture(context.Workspace)]);
        await using var client = await ChildProcess.StartAsync("dotnet",
        [
            Programs.TrackClient, "run", "--track", track.Value, "--client", "gw-bench", "--decoder", port, "--ingest", ingest.Address.AbsoluteUri,
            "--token-file", context.Keys.WriteToken(track.Value, "gw-bench"), "--spool", context.Workspace.NewFolder("client-spool"),
        ]);
        await client.ReadyAsync("the track client", async token => await StoredAsync() >= MessagesPerSecond, cancellationToken);
        await Task.Delay(s_warmUp, cancellationToken);

        var (processor, storedBefore, start) = (new Samples([], []), await StoredAsync(), Stopwatch.GetTimestamp());
        for (var window = 0; window < Windows; window++)
        {
            var before = (Start: Stopwatch.GetTimestamp(), Idle: ProcessorTime.OfProcess(idle.Pid), Client: ProcessorTime.OfProcess(client.Pid));
            await Task.Delay(s_window, cancellationToken);
            var percent = 100 / Stopwatch.GetElapsedTime(before.Start).TotalSeconds;
            processor = new Samples(
                [.. processor.Baseline, (ProcessorTime.OfProcess(idle.Pid) - before.Idle) * percent],
                [.. processor.Product, (ProcessorTime.OfProcess(client.Pid) - before.Client) * percent]);
        }

        var rate = (await StoredAsync() - storedBefore) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (rate < MessagesPerSecond * 0.95)
        {
            throw new MeasurementException($"only {rate:0.0} messages/s reached the log: {client.Output}");
        }

        var note = string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} messages/s reached the log");
        return
        [
            new BenchRow(s_memory, new Samples([PeakMib(idle.Pid)], [PeakMib(client.Pid)]), note),
            new BenchRow(s_processor, processor, note),
        ];

        async Task<long> StoredAsync()
        {
            var info = await logs.Broker.StreamInfoAsync(StreamNames.Raw, Subjects.Raw(track), cancellationToken);
            return info.State.Subjects?.TryGetValue(Subjects.Raw(track), out var stored) == true ? stored : 0;
        }
    }

    // A recording with a passing every 20 ms: the simulator keeps its times.
    private static string WriteCapture(Workspace workspace)
    {
        const int seconds = 240;
        const ulong stepUs = 1_000_000 / MessagesPerSecond;
        var path = Path.Combine(workspace.NewFolder("capture"), "busy.bin");
        using var file = File.Create(path);
        var writer = new P3FrameWriter(P3Authority.Decoder);
        for (var i = 0u; i < seconds * MessagesPerSecond; i++)
        {
            file.Write(new P3Passing
            {
                PassingNumber = i + 1,
                TransponderId = 10_123_451 + (i % 8),
                RtcTimeUs = 1_778_923_800_000_000 + (i * stepUs),
                Strength = 120,
                Hits = 20,
                PassingFlags = 0,
                DecoderId = 204_634,
            }.Write(writer));
        }

        return path;
    }

    private static double PeakMib(int pid)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"))
            .First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}
