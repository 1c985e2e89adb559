using System.Threading.Channels;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Keeps `status.json` (for tools) and `status.txt` (for people) true: one writer, at most ten writes a second.</summary>
internal sealed class StatusFile : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly StateDirectory state;
    private readonly Func<StatusDocument> describe;
    private readonly TimeProvider time;
    private readonly Task writing;

    public StatusFile(StateDirectory state, Func<StatusDocument> describe, TimeProvider time)
    {
        this.state = state;
        this.describe = describe;
        this.time = time;
        writing = Task.Run(WriteAllAsync);
    }

    public static string JsonPath(StateDirectory state) => state.File("status.json");

    public static string TextPath(StateDirectory state) => state.File("status.txt");

    public void Changed() => changes.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        changes.Writer.TryComplete();
        await writing;
        Write();
    }

    private async Task WriteAllAsync()
    {
        await foreach (var _ in changes.Reader.ReadAllAsync())
        {
            Write();
            await Task.Delay(Shortest, time);
        }
    }

    private void Write()
    {
        var document = describe();
        StateDirectory.WritePrivate(JsonPath(state), document.ToJson());
        StateDirectory.WritePrivate(TextPath(state), document.ToTable());
    }
}
