using BmxTiming.Server.Platform.Messaging;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Tests.Simulation;

/// <summary>
/// One stream of a broker as one track sees it: its subject, appended behind an expected sequence, with a duplicate window;
/// other tracks take sequences in between.
/// </summary>
internal sealed class SimulatedStream(Random random, TimeProvider time, bool dedupeBeforeFence)
{
    private const int WrongLastMessage = 10070;
    private const int WrongLastSequence = 10071;
    private const int BatchHoldsDuplicate = 10201;

    private readonly List<LogMessage> _messages = [];
    private readonly Dictionary<string, (ulong Seq, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <summary>How long a message id is remembered.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Told of each message that is stored.</summary>
    public Action<LogMessage>? Stored { get; set; }

    public IReadOnlyList<LogMessage> Messages => _messages;

    /// <summary>Sequence of the subject's last message; 0 = none.</summary>
    public ulong LastOfSubject => _messages.Count == 0 ? 0 : _messages[^1].StreamSeq;

    public ulong LastSeq { get; private set; }

    public LogMessage? Last => _messages.Count == 0 ? null : _messages[^1];

    public bool Has(ulong fromSeq) => LastOfSubject >= fromSeq;

    /// <summary>At most <paramref name="max"/> messages from <paramref name="fromSeq"/> on, each with how many are behind it.</summary>
    public IReadOnlyList<LogMessage> From(ulong fromSeq, int max)
    {
        var first = _messages.FindIndex(message => message.StreamSeq >= fromSeq);
        return first < 0
            ? []
            : [.. _messages.Skip(first).Take(max).Select((message, i) => message with { Pending = (ulong)(_messages.Count - first - i - 1) })];
    }

    /// <param name="lastSubjectSeq">Absent = wherever the subject ends.</param>
    public PubAckResponse Append(OutgoingMessage message, ulong? lastSubjectSeq)
    {
        var fenced = lastSubjectSeq is { } expected && expected != LastOfSubject;
        var known = Known(message.MessageId);
        return fenced && (known is null || !dedupeBeforeFence) ? Refused(WrongLastSequence)
            : known is { } seq ? new PubAckResponse { Seq = seq, Duplicate = true }
            : new PubAckResponse { Seq = Store(message) };
    }

    /// <summary>Only directly behind a message: other tracks' messages come in between as well.</summary>
    public PubAckResponse AppendDirectlyBehind(OutgoingMessage message, string messageId)
    {
        if (random.Next(12) == 0)
        {
            LastSeq++; // somebody else was faster
        }

        var fenced = LastSeq != LastOfSubject || Last?.MessageId != messageId;
        var known = Known(message.MessageId);
        return fenced && (known is null || !dedupeBeforeFence) ? Refused(WrongLastMessage)
            : known is { } seq ? new PubAckResponse { Seq = seq, Duplicate = true }
            : new PubAckResponse { Seq = Store(message, LastSeq + 1) };
    }

    public PubAckResponse AppendBatch(IReadOnlyList<OutgoingMessage> messages, ulong? lastSubjectSeq)
    {
        if (lastSubjectSeq is { } expected && expected != LastOfSubject)
        {
            return Refused(WrongLastSequence);
        }

        if (messages.Any(message => Known(message.MessageId) is not null))
        {
            return Refused(BatchHoldsDuplicate);
        }

        foreach (var message in messages)
        {
            Store(message);
        }

        return new PubAckResponse { Seq = LastOfSubject };
    }

    /// <summary>Everything behind <paramref name="seq"/> is gone, and its sequences are used again.</summary>
    public void LoseTailBehind(ulong seq)
    {
        _messages.RemoveAll(message => message.StreamSeq > seq);
        LastSeq = seq;
        foreach (var id in _known.Where(entry => entry.Value.Seq > seq).Select(entry => entry.Key).ToList())
        {
            _known.Remove(id);
        }
    }

    private ulong? Known(string id) =>
        _known.TryGetValue(id, out var known) && time.GetUtcNow() - known.At <= DuplicateWindow ? known.Seq : null;

    private ulong Store(OutgoingMessage message) => Store(message, LastSeq + (ulong)(random.Next(4) == 0 ? random.Next(2, 4) : 1));

    private ulong Store(OutgoingMessage message, ulong seq)
    {
        LastSeq = seq;
        var headers = new NatsHeaders { ["Nats-Msg-Id"] = message.MessageId };
        foreach (var (name, value) in message.Headers ?? new Dictionary<string, string>())
        {
            headers[name] = value;
        }

        _messages.Add(new LogMessage("", LastSeq, message.Data, headers, Pending: 0));
        Stored?.Invoke(_messages[^1]);
        _known[message.MessageId] = (LastSeq, time.GetUtcNow());
        return LastSeq;
    }

    private static PubAckResponse Refused(int code) =>
        new() { Error = new ApiError { Code = 400, ErrCode = code, Description = "refused" } };
}
