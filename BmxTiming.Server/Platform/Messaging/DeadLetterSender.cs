using BmxTiming.Protocol.Streams;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Puts aside what a role gave up on.</summary>
internal sealed class DeadLetterSender(IBroker broker)
{
    /// <summary>Sends a message of a log. Idempotent for ten minutes; later copies are recognised by their id when they are read.</summary>
    public Task SendAsync(string source, string reason, string stream, LogMessage message, CancellationToken cancellationToken) => broker.PublishAsync(
        Subjects.DeadLetter(source),
        message.Data,
        DeadLetter.IdOf(stream, (long)message.StreamSeq, source),
        DeadLetter.HeadersOf(reason, new DeadLetterOrigin(stream, message.Subject, (long)message.StreamSeq, message.HeaderTexts())),
        cancellationToken);
}
