namespace BmxTiming.AppHost.LocalRuntime;

internal static class NatsBuilderExtensions
{
    public static IResourceBuilder<NatsServerResource> AddNats(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null) =>
        builder.AddResource(new NatsServerResource(name, userName?.Resource, password?.Resource)).WithEndpoint(port: port, name: "tcp");

    public static IResourceBuilder<NatsServerResource> WithJetStream(this IResourceBuilder<NatsServerResource> builder)
    {
        builder.Resource.JetStream = true;
        return builder;
    }

    /// <summary>Keeps the streams from one run to the next.</summary>
    public static IResourceBuilder<NatsServerResource> WithDataVolume(
        this IResourceBuilder<NatsServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Resource.Volume = new DataVolume(name ?? builder.Resource.Name, isReadOnly);
        return builder;
    }
}
