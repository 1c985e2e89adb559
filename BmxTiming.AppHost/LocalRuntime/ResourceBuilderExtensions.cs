namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The fluent methods of Aspire that the app model uses, with Aspire's names and signatures, and no others.</summary>
internal static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.AddEnvironment(name, ReferenceExpression.Literal(value ?? ""));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment =>
        builder.AddEnvironment(name, ReferenceExpression.Create(value));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment =>
        builder.AddEnvironment(name, value);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.AddEnvironment(name, ReferenceExpression.Create($"{endpointReference}"));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment =>
        builder.AddEnvironment(name, ReferenceExpression.Create($"{parameter}"));

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        builder.Process().Arguments.AddRange(args.Select(ReferenceExpression.Literal));
        return builder;
    }

    /// <exception cref="ArgumentException">An argument is neither text nor something with an address or a value.</exception>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params object[] args)
        where T : IResourceWithArgs
    {
        builder.Process().Arguments.AddRange(args.Select(ToExpression));
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment =>
        builder.AddEnvironment($"ConnectionStrings__{connectionName ?? source.Resource.Name}", source.Resource.ConnectionStringExpression);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var service = source.Process();
        var http = service.Endpoints.Where(endpoint => endpoint.Scheme is "http").ToArray();
        if (http.Length == 0)
        {
            throw new DistributedApplicationException($"'{service.Name}' is referenced but has no http endpoint; give it one first.");
        }

        foreach (var endpoint in http)
        {
            builder.AddEnvironment(
                $"services__{service.Name}__{endpoint.Name}__0",
                ReferenceExpression.Create($"{new EndpointReference(service, endpoint.Name)}"));
        }

        return builder;
    }

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        System.Net.Sockets.ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        if (isProxied is not null || protocol is not (null or System.Net.Sockets.ProtocolType.Tcp))
        {
            throw new NotSupportedException("The local runtime knows TCP endpoints only, and decides itself whether a forwarder stands in front.");
        }

        var process = builder.Process();
        var actualScheme = scheme ?? "tcp";
        process.AddEndpoint(new EndpointAnnotation(process, name ?? actualScheme, actualScheme, port, targetPort, env) { IsExternal = isExternal ?? false });
        return builder;
    }

    /// <summary>Changes an endpoint that the resource already has.</summary>
    /// <exception cref="DistributedApplicationException">It has none of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var process = builder.Process();
        var endpoint = process.FindEndpoint(endpointName)
            ?? throw new DistributedApplicationException($"'{process.Name}' has no endpoint '{endpointName}' to change; the local runtime creates none here.");
        callback(endpoint);
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Process().Endpoints.Where(endpoint => endpoint.Scheme is "http"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints =>
        new(builder.Process(), name);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var process = builder.Process();
        var endpoint = process.Endpoints.Find(candidate => candidate.Scheme is "http" && (endpointName is null || candidate.Name == endpointName))
            ?? throw new DistributedApplicationException($"'{process.Name}' has no http endpoint '{endpointName}' to check; give it one first.");
        process.HealthCheck = new HttpHealthCheck(endpoint, path ?? "/", statusCode ?? 200);
        return builder;
    }

    /// <summary>Waits until every instance of the dependency was healthy once.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        builder.AddDependency(dependency.Process(), completion: false);
        return builder;
    }

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        var process = dependency.Process();
        if (process.CompletesWith is { } code && code != exitCode)
        {
            throw new DistributedApplicationException($"'{process.Name}' cannot end with {code} and with {exitCode}.");
        }

        process.CompletesWith = exitCode;
        builder.AddDependency(process, completion: true);
        return builder;
    }

    /// <summary>The process behind any builder; a database stands for its server.</summary>
    internal static ProcessResource Process<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.Resource switch
        {
            ProcessResource process => process,
            PostgresDatabaseResource database => database.Parent,
            _ => throw new DistributedApplicationException($"'{builder.Resource.Name}' is not a process."),
        };

    private static IResourceBuilder<T> AddEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResource
    {
        builder.Process().EnvironmentVariables.Add(new(name, value));
        return builder;
    }

    private static void AddDependency<T>(this IResourceBuilder<T> builder, ProcessResource dependency, bool completion)
        where T : IResource
    {
        var process = builder.Process();
        if (process == dependency)
        {
            throw new DistributedApplicationException($"'{process.Name}' cannot wait for itself.");
        }

        process.Dependencies.Add(new Dependency(dependency, completion));
    }

    private static ReferenceExpression ToExpression(object argument) => argument switch
    {
        string text => ReferenceExpression.Literal(text),
        ReferenceExpression expression => expression,
        EndpointReference endpoint => ReferenceExpression.Create($"{endpoint}"),
        EndpointReferenceExpression expression => ReferenceExpression.Create($"{expression}"),
        IResourceBuilder<ParameterResource> parameter => ReferenceExpression.Create($"{parameter}"),
        _ => throw new ArgumentException($"An argument of type {argument.GetType().Name} has no text that both runtimes agree on; pass a string.", nameof(argument)),
    };
}
