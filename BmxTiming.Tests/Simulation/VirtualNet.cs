namespace BmxTiming.Tests.Simulation;

/// <summary>
/// Everything that is on its way from one process to another. The world moves one message at a time, drawn at random, so
/// that any order can occur; each may be lost or doubled. One thread, no clock.
/// </summary>
internal sealed class VirtualNet(Random random)
{
    private readonly List<Message> _messages = [];
    private readonly List<Message> _movable = [];

    public FaultProfile Faults { get; set; } = FaultProfile.None;

    /// <summary>Nothing can move now: what is left waits for something to happen, or for a process that is stopped.</summary>
    public bool IsQuiet => !_messages.Exists(message => message.CanArrive());

    /// <param name="canArrive">It waits until this holds.</param>
    /// <param name="lost">What happens when it is lost; absent = it never is.</param>
    public void Send(Action arrive, Func<bool> canArrive, Action? lost = null) => _messages.Add(new Message(arrive, canArrive, lost));

    /// <summary>
    /// A request and its answer. Either may be lost, and then the caller hears of a time-out; whether it was executed is
    /// open. The answer to a dead process is dropped.
    /// </summary>
    public Task<T> CallAsync<T>(ProcessLife caller, Func<bool> canArrive, Func<T> execute, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>();
        void Answer(Action complete) => _messages.Add(new Message(() => Arrive(caller, complete), () => !caller.IsStopped, null));
        void TimeOut() => Answer(() => answer.TrySetException(new TimeoutException("no answer")));
        cancellationToken.Register(() => Answer(() => answer.TrySetCanceled(cancellationToken)));
        Send(
            () =>
            {
                Action complete;
                try
                {
                    var result = execute();
                    complete = () => answer.TrySetResult(result);
                }
                catch (IOException e)
                {
                    complete = () => answer.TrySetException(e);
                }

                _messages.Add(new Message(() => Arrive(caller, complete), () => !caller.IsStopped, TimeOut));
            },
            canArrive,
            TimeOut);
        return answer.Task;
    }

    /// <summary>Moves one message; <c>false</c> when none can move.</summary>
    public bool Step()
    {
        _movable.Clear();
        _movable.AddRange(_messages.Where(message => message.CanArrive()));
        if (_movable.Count == 0)
        {
            return false;
        }

        var message = _movable[random.Next(_movable.Count)];
        if (message.Lost is { } lost && Chance(Faults.Loss))
        {
            _messages.Remove(message);
            lost();
        }
        else if (message.Lost is not null && Chance(Faults.Doubling))
        {
            message.Arrive(); // and stays on its way
        }
        else
        {
            _messages.Remove(message);
            message.Arrive();
        }

        return true;
    }

    private bool Chance(int percent) => percent > 0 && random.Next(100) < percent;

    private static void Arrive(ProcessLife caller, Action complete)
    {
        if (caller.IsAlive)
        {
            complete();
        }
    }

    private sealed record Message(Action Arrive, Func<bool> CanArrive, Action? Lost);
}
