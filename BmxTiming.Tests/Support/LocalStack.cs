using BmxTiming.AppHost;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>An application of the local runtime in a state directory of its own, which goes when the test ends.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    /// <summary>Eight tracks beside the roles start slowly on two loaded cores.</summary>
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(300);

    private readonly bool ownsState;
    private DistributedApplication? application;

    /// <param name="stateDirectory">A state directory to use again; null for a fresh one.</param>
    /// <param name="args">Further arguments of the application.</param>
    public LocalStack(string? stateDirectory = null, params string[] args)
    {
        ownsState = stateDirectory is null;
        StateDirectory = stateDirectory ?? NewStateDirectory();
        Builder = DistributedApplication.CreateBuilder([$"--Stack:StateDirectory={StateDirectory}", .. args]);
    }

    public IDistributedApplicationBuilder Builder { get; }

    public string StateDirectory { get; }

    public StringWriter Output { get; } = new();

    public DistributedApplication Application => application ??= Build();

    /// <summary>World-readable, because PostgreSQL runs as another user when we are root.</summary>
    public static string NewStateDirectory() => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"bmx-{Guid.NewGuid():N}")).FullName;

    public async Task StartAsync()
    {
        await Application.StartAsync(TestContext.Current.CancellationToken);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(ReadyTimeout);
        await Application.WaitUntilReadyAsync(limited.Token);
    }

    public SupervisedInstance Instance(string name) =>
        Application.Resources.SelectMany(resource => resource.Instances).Single(instance => instance.Name == name);

    /// <summary>The connection string that the stack gives to its processes.</summary>
    public string ConnectionString(string name) =>
        ((DistributedApplicationBuilder)Builder).Resources.OfType<IResourceWithConnectionString>()
            .Single(resource => resource.Name == name)
            .ConnectionStringExpression.Resolve(Application.Resources[0].Resource, 0);

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        if (ownsState)
        {
            Directory.Delete(StateDirectory, recursive: true);
        }
    }

    private DistributedApplication Build()
    {
        var built = Builder.Build();
        built.Output = TextWriter.Synchronized(Output);
        return built;
    }
}
