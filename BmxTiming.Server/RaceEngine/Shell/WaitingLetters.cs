using System.Threading.Channels;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>
/// The dead letters of one track that are not stored yet. They are sent beside the fold, oldest first, until the broker has each
/// of them: a race does not wait for them. None is dropped: no checkpoint is saved that is ahead of one (<see cref="AllowsCheckpoint"/>),
/// so that the next engine finds it again, and with no room for more (<see cref="HasRoomFor"/>) the track folds no further.
/// </summary>
internal sealed class WaitingLetters : IAsyncDisposable
{
    private readonly TrackId _track;
    private readonly RaceEngineOptions _options;
    private readonly Func<SendDeadLetter, CancellationToken, Task> _sendAsync;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<SendDeadLetter> _letters;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;
    private volatile string? _failure;

    public WaitingLetters(
        TrackId track, RaceEngineOptions options, Func<SendDeadLetter, CancellationToken, Task> sendAsync, TimeProvider time, ILogger logger)
    {
        (_track, _options, _sendAsync, _time, _logger) = (track, options, sendAsync, time, logger);
        _letters = Channel.CreateBounded<SendDeadLetter>(new BoundedChannelOptions(options.MaxWaitingLetters) { SingleWriter = true });
        _sending = Task.Run(SendAllAsync);
    }

    public int Count => _letters.Reader.Count;

    /// <summary>What to tell while letters cannot be stored; <c>null</c> while they can.</summary>
    public string? Trouble => _failure is { } failure && Count is > 0 and var count ? $"{count} dead letters of {_track} wait: {failure}" : null;

    public bool HasRoomFor(int more) => Count + more <= _options.MaxWaitingLetters;

    /// <exception cref="InvalidOperationException">There was no room: the caller folded on without asking.</exception>
    public void Add(SendDeadLetter letter)
    {
        if (!_letters.Writer.TryWrite(letter))
        {
            throw new InvalidOperationException($"More than {_options.MaxWaitingLetters} dead letters of {_track} wait.");
        }
    }

    /// <summary>Whether nothing up to this raw message waits: who starts from a checkpoint there finds the others again.</summary>
    public bool AllowsCheckpoint(long rawSeq) => !_letters.Reader.TryPeek(out var oldest) || oldest.RawSeq > rawSeq;

    /// <summary>Throws the bug that the sending ended by, if it did.</summary>
    public void ThrowIfFaulted()
    {
        if (_sending.IsFaulted)
        {
            _sending.GetAwaiter().GetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        _stop.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (await _letters.Reader.WaitToReadAsync(_stop.Token))
            {
                while (_letters.Reader.TryPeek(out var letter))
                {
                    await SendAsync(letter);
                    _letters.Reader.TryRead(out _);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task SendAsync(SendDeadLetter letter)
    {
        while (true)
        {
            try
            {
                await _sendAsync(letter, _stop.Token);
                _failure = null;
                return;
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !_stop.IsCancellationRequested)
            {
                _failure = e.Message;
                Log.LettersWait(_logger, _track.Value, Count, e.Message);
            }

            await Task.Delay(_options.LetterRetryPause, _time, _stop.Token);
        }
    }
}
