using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Archives;

/// <summary>Writes the archives that closed meetings have ordered, until each is written or refused.</summary>
internal sealed class Archivist(ArchiveDesk desk, TimeProvider time, ILogger<Archivist> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    /// <summary>Where nothing came of it, by the broker or the disk.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = s_period;
            try
            {
                await desk.OpenAsync(stoppingToken);
                foreach (var id in await desk.WaitingAsync(stoppingToken))
                {
                    pause = Told(await desk.WriteAsync(id, stoppingToken)) ? pause : s_pause;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e))
            {
                Log.ArchivesWait(logger, e.Message);
                pause = s_pause;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns><c>false</c>: it still waits.</returns>
    private bool Told(MeetingArchive? archive)
    {
        switch (archive)
        {
            case { Status: ArchiveStatus.Written, Written: { } written }:
                Log.ArchiveWritten(logger, archive.MeetingId, written.FileName, written.Differences);
                break;
            case { Status: ArchiveStatus.Refused }:
                Log.ArchiveRefused(logger, archive.MeetingId, archive.ProblemCode, archive.Problem);
                break;
            case { Status: ArchiveStatus.Waiting }:
                Log.ArchivesWait(logger, archive.Problem ?? "");
                return false;
        }

        return true;
    }
}
