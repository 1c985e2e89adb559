using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Status;
using BmxTiming.TrackClient.Uplink;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient;

/// <summary>The track gateway: decoder → capture → spool → uplink. Started in the order spool, uplink, decoder and stopped backwards.</summary>
internal static class TrackGateway
{
    public static IHost Build(RunOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        AddServices(builder.Services, options);
        return builder.Build();
    }

    // Only whole segments can be given back: under a small cap they are small as well.
    private static SpoolOptions SpoolOf(RunOptions options) => new SpoolOptions() is var defaults && options.SpoolCapBytes is { } cap
        ? defaults with { CapBytes = cap, SegmentBytes = Math.Min(defaults.SegmentBytes, cap / 8) }
        : new SpoolOptions();

    private static void AddServices(IServiceCollection services, RunOptions options)
    {
        services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BootClock>();
        services.AddSingleton<CaptureQueue>();
        services.AddTransient(_ => new EnvelopeWriter(options.Track, options.Client));
        services.AddSingleton(SpoolOf(options));
        services.AddSingleton<ISpoolFiles>(provider =>
            new TimedSpoolFiles(new SpoolDirectory(options.SpoolDirectory), provider.GetRequiredService<SpoolTimes>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new TokenFile(options.TokenFile));
        services.AddSingleton(provider => new IngestClient(
            options.Ingest, options.Track, provider.GetRequiredService<TokenFile>(), provider.GetRequiredService<TimeProvider>()));
        services.AddMetrics();
        services.AddSingleton<SpoolTimes>();
        services.AddSingleton<StatusSource>();
        services.AddSystemd();
        AddHosted<SpoolHost>(services);
        AddHosted<UplinkHost>(services);
        AddDecoders(services, options);
        AddHosted<WatchdogHost>(services);
        if (options.StatusPort is { } port)
        {
            services.AddSingleton(new StatusPort(port));
            services.AddSingleton<StatusMetrics>();
            AddHosted<StatusHost>(services);
        }
    }

    // One host per decoder, so that a silent one keeps nobody waiting. Who asks for a single one gets the first.
    private static void AddDecoders(IServiceCollection services, RunOptions options)
    {
        foreach (var decoder in options.Decoders.Reverse())
        {
            var settings = new DecoderOptions
            {
                EndPoint = decoder.EndPoint,
                TimingPoint = decoder.TimingPoint,
                Speed = options.Speed,
                BookmarkFolder = Path.Combine(options.SpoolDirectory, "bookmarks"),
            };
            services.AddSingleton(settings);
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DecoderHost>(provider, settings));
        }

        for (var i = 0; i < options.Decoders.Count; i++)
        {
            var index = i;
            services.AddSingleton<IHostedService>(provider => provider.GetServices<DecoderHost>().ElementAt(index));
        }
    }

    private static void AddHosted<T>(IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(static provider => provider.GetRequiredService<T>());
    }
}
