using BmxTiming.ServiceDefaults.ClientIntegrations;
using NATS.Client.Core;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>The connection to the broker and what the modules read and write logs with.</summary>
internal static class MessagingExtensions
{
    public const string ConnectionName = "nats";

    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.AddNatsClient(ConnectionName, static (_, options) => Tune(options));
        builder.AddNatsJetStream();
        builder.Services.AddOptions<StreamOptions>().BindConfiguration(StreamOptions.Section).ValidateDataAnnotations();
        builder.Services.AddSingleton<Broker>();
        builder.Services.AddSingleton<IBroker>(services => services.GetRequiredService<Broker>());
        builder.Services.AddSingleton<StreamProvisioner>();
        builder.Services.AddSingleton<SubjectReader>();
        builder.Services.AddSingleton<ISubjectReader>(services => services.GetRequiredService<SubjectReader>());
        builder.Services.AddSingleton<SubjectWriter>();
        builder.Services.AddSingleton<RawLog>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<DeadLetterSender>();
        builder.Services.AddSingleton<BrokerProbe>();
        builder.Services.AddSingleton<BrokerAdmission>();
        builder.Services.AddSingleton<BrokerMonitor>();
        builder.Services.AddHostedService<BrokerReadiness>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<BrokerMonitor>());
    }

    /// <summary>
    /// A publish while disconnected waits for ever by default, and reconnects wait seconds: both are bounded here. A broker that
    /// stands still but keeps its connections is left after nine seconds, not after minutes, so that another one of its cluster serves.
    /// </summary>
    public static NatsOpts Tune(NatsOpts options) => options with
    {
        PingInterval = TimeSpan.FromSeconds(3),
        MaxPingOut = 2,
        PublishTimeoutOnDisconnected = true,
        CommandTimeout = TimeSpan.FromSeconds(1),
        RequestTimeout = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(2),
        ReconnectWaitMin = TimeSpan.FromMilliseconds(100),
        ReconnectWaitMax = TimeSpan.FromSeconds(1),
        MaxReconnectRetry = -1,
        RetryOnInitialConnect = true,
    };
}
