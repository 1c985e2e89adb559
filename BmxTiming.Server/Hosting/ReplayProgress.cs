using System.Globalization;
using BmxTiming.Server.RaceEngine.Replay;

namespace BmxTiming.Server.Hosting;

/// <summary>Tells a person at a terminal how far a replay has come; says nothing where nobody looks.</summary>
internal sealed class ReplayProgress : IAsyncDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    private readonly ITimer? _timer;
    private int _shown;

    public ReplayProgress(ReplayRun run)
    {
        if (!Console.IsErrorRedirected)
        {
            _timer = TimeProvider.System.CreateTimer(_ => Show(run), null, s_period, s_period);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
            if (_shown > 0)
            {
                Console.Error.WriteLine();
            }
        }
    }

    private void Show(ReplayRun run)
    {
        _shown++;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\rreplay: {run.RawMessages} raw messages, {run.Events} events "));
    }
}
