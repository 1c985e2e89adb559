using System.Threading.Channels;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.TrackClient.Capture;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// The one writer of the spool. Takes what has been captured, numbers it, and makes it durable in groups: a group is whatever arrived
/// during the sync before it, so a lone message waits for nothing. The uplink reads here as well, hence the lock.
/// </summary>
internal sealed class SpoolHost(
    ISpoolFiles files, SpoolOptions options, CaptureQueue queue, EnvelopeWriter envelopes, BootClock clock, ILogger<SpoolHost> log)
    : BackgroundService
{
    /// <summary>Most records in one group commit.</summary>
    public const int MaxGroupRecords = 256;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();

    /// <summary>Who waits for a commit goes on in the thread that made it: a message costs one change of threads less.</summary>
    private readonly Channel<bool> _committed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SpoolCore? _core;
    private volatile bool _failing;
    private bool _announcedFull;
    private int _reportedDamage;

    /// <summary>True while messages can not be stored: the decoder must not be read.</summary>
    public bool IsFull => _failing || (_core?.IsFull ?? false);

    /// <summary>Opens the spool before anything behind it in the start order can capture or send.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var boot = BootIdentity.New(clock.Time);
        _core = SpoolCore.Open(files, options, boot);
        _announcedFull = _core.IsFull;
        log.SpoolOpened(boot.Value, _core.Boots.Count - 1, _core.UnsentRecords);
        ReportDamage();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>What is captured is stored before this returns; only a disk that fails can make it wait, and then not for ever.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await Task.WhenAny(_drained.Task, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        await base.StopAsync(cancellationToken);
        TrySaveAcks();
    }

    /// <summary>Runs <paramref name="use"/> on the spool while nothing else does. Keep it short.</summary>
    public T Use<T>(Func<SpoolCore, T> use)
    {
        lock (_gate)
        {
            return use(_core ?? throw new InvalidOperationException("The spool is not open yet."));
        }
    }

    /// <summary>Waits until something has been committed since the last call. For one caller, which must not block for long.</summary>
    public async Task WaitForCommitAsync(CancellationToken cancellationToken) => await _committed.Reader.ReadAsync(cancellationToken);

    public SpoolStatus Status() => Use(static core => new SpoolStatus(
        core.Current.Id.Value, core.NextSeq - 1, core.UnsentRecords, core.UsedBytes, core.IsFull, core.Boots.Count(static boot => boot.LastSeq > 0),
        core.Quarantine.Places));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var housekeeping = HousekeepAsync(stoppingToken);
        try
        {
            await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The disk did not take the last messages within the time to stop; the decoder still has the passings.
            log.SpoolStoppedWithPending(_core!.PendingRecords);
        }
        finally
        {
            _drained.TrySetResult();
        }

        await housekeeping;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (await queue.Reader.WaitToReadAsync(cancellationToken))
        {
            lock (_gate)
            {
                Take();
            }

            while (!TryCommit())
            {
                await Task.Delay(RetryDelay, clock.Time, cancellationToken);
            }

            _committed.Writer.TryWrite(true);
        }
    }

    private void Take()
    {
        for (var taken = 0; taken < MaxGroupRecords && queue.Reader.TryRead(out var message); taken++)
        {
            _core!.Append(envelopes.Write(_core.Current.Id, _core.NextSeq, message));
        }
    }

    private bool TryCommit()
    {
        try
        {
            lock (_gate)
            {
                _core!.Commit();
            }

            _failing = false;
            return true;
        }
        catch (IOException failure)
        {
            _failing = true;
            log.SpoolWriteFailed(failure);
            return false;
        }
    }

    private async Task HousekeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(HousekeepingPeriod, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                TrySaveAcks();
                AnnounceFull();
                ReportDamage();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping; StopAsync saves once more.
        }
    }

    private void AnnounceFull()
    {
        var full = IsFull;
        if (full == _announcedFull)
        {
            return;
        }

        var kind = full ? GatewayKinds.SpoolFull : GatewayKinds.SpoolResumed;
        if (queue.TryAdd(CapturedMessage.Gateway(clock.NowUs, new GatewayPayload(kind))))
        {
            _announcedFull = full;
            log.SpoolFullChanged(full);
        }
    }

    // Damage is also found while reading: what was whole at the start may not be an hour later.
    private void ReportDamage()
    {
        var (places, failed, reason) = Use(static core => (core.Quarantine.Places, core.Quarantine.CopiesFailed, core.Quarantine.LastReason));
        if (places > _reportedDamage)
        {
            _reportedDamage = places;
            log.SpoolDamaged(places, reason ?? "", failed);
        }
    }

    private void TrySaveAcks()
    {
        try
        {
            lock (_gate)
            {
                _core!.SaveAcks();
            }
        }
        catch (IOException failure)
        {
            // Costs a re-send after the next start, nothing else.
            log.AcksNotSaved(failure);
        }
    }
}

/// <param name="DamagedPlaces">Places where a record could not be read; the numbers that this cost are declared on the log.</param>
internal sealed record SpoolStatus(string BootId, long LastSeq, long UnsentRecords, long UsedBytes, bool Full, int Boots, int DamagedPlaces);
