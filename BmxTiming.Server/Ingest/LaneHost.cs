using System.Threading.Channels;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Ingest;

/// <summary>One track's lane as it runs: a queue, one reader, one append in flight.</summary>
internal sealed class LaneHost : IAsyncDisposable
{
    private readonly Channel<WaitingBatch> _queue;
    private readonly LaneWork _work;
    private readonly TrackId _track;
    private readonly IngestOptions _options;
    private readonly Readiness _readiness;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public LaneHost(TrackId track, LaneWork work, IngestOptions options, Readiness readiness, TimeProvider time, ILogger logger)
    {
        (_track, _work, _options, _readiness, _time, _logger) = (track, work, options, readiness, time, logger);
        _queue = Channel.CreateBounded<WaitingBatch>(new BoundedChannelOptions(options.MaxWaitingBatches) { SingleReader = true });
        _running = Task.Run(RunAsync);
    }

    public async Task<LaneAnswer> SubmitAsync(IncomingBatch batch, CancellationToken cancellationToken)
    {
        var waiting = new WaitingBatch(batch);
        if (!_queue.Writer.TryWrite(waiting))
        {
            return new LaneAnswer.Unavailable("too many batches wait for this track", null);
        }

        try
        {
            return await waiting.Answer.WaitAsync(_options.RequestTimeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            waiting.Complete(new LaneAnswer.Unavailable("the append took too long", null));
            return await waiting.Answer;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            Task<bool>? more = null;
            while (true)
            {
                more ??= _queue.Reader.WaitToReadAsync().AsTask();
                try
                {
                    if (!await more.WaitAsync(_options.CheckpointEvery, _time))
                    {
                        break;
                    }

                    more = null;
                    await DrainAsync();
                }
                catch (TimeoutException)
                {
                    // Nothing came for a while: time to write down what came before.
                }

                await _work.CheckpointIfDueAsync(_stop.Token);
            }

            await _work.CheckpointAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            // A bug: this track takes nothing more in this process, and readiness says so.
            Log.LaneStopped(_logger, _track, e);
            _readiness.NotReady($"{Roles.Ingest}/{_track}", $"the lane stopped: {e.GetType().Name}");
            _queue.Writer.TryComplete();
            AnswerWaiting("the lane of this track stopped");
        }
    }

    private async Task DrainAsync()
    {
        while (_queue.Reader.TryRead(out var waiting))
        {
            if (waiting.IsAnswered)
            {
                continue;
            }

            LaneAnswer answer;
            try
            {
                answer = await _work.HandleAsync(waiting.Batch, _stop.Token);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                answer = _work.Failed(waiting.Batch, e);
            }
            catch
            {
                waiting.Complete(new LaneAnswer.Unavailable("the lane of this track stopped", null));
                throw;
            }

            waiting.Complete(answer);
            if (answer is LaneAnswer.Unavailable unavailable)
            {
                // Those behind would wait the same time for the same answer.
                AnswerWaiting(unavailable.Reason);
            }

            await _work.CheckpointIfDueAsync(_stop.Token);
        }
    }

    private void AnswerWaiting(string reason)
    {
        while (_queue.Reader.TryRead(out var waiting))
        {
            waiting.Complete(new LaneAnswer.Unavailable(reason, _work.LastSeqOf(waiting.Batch)));
        }
    }
}
