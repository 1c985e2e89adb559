namespace BmxTiming.AppHost;

/// <summary>
/// What only Aspire can do: containers and the dashboard. Written against the Aspire 17 API; the machines this is built on have
/// neither its packages nor its dashboard, so it has been neither compiled nor started with them there.
/// </summary>
internal static partial class TimingStack
{
    static partial void CompleteStores(IResourceBuilder<NatsServerResource> nats, IResourceBuilder<PostgresServerResource> postgres)
    {
        // The image Aspire takes by default is older than atomic batches with few syncs. The mounted file holds the durable sync
        // and the monitoring port; user, password and store directory still come as arguments from Aspire.
        nats.WithImageTag("2.15")
            .WithBindMount("../deploy/nats/nats.conf", "/etc/nats/nats.conf", isReadOnly: true)
            .WithArgs("-c", "/etc/nats/nats.conf")
            .WithHttpHealthCheck("/healthz?js-server-only=true", endpointName: "monitoring")
            .WithUrlForEndpoint("monitoring", url => url.DisplayText = "NATS monitoring");

        postgres.WithPgWeb();
    }

    static partial void CompleteFront(IResourceBuilder<DotnetProjectResource> front) => front
        .WithUrlForEndpoint("http", url => url.DisplayText = "BmxTiming");
}
