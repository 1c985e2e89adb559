using System.Globalization;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>
/// What somebody did with a dead letter. The letter itself stays on its stream until it is gone by age, so nothing that is
/// decided here destroys anything.
/// </summary>
internal sealed record DeadLetterDecision
{
    public const string Requeued = "requeued";
    public const string Discarded = "discarded";

    /// <summary>Sequence of the letter in the dead-letter stream.</summary>
    public required string Id { get; init; }

    public required string LetterId { get; init; }

    /// <summary>With <see cref="LetterId"/> the proof that this is the letter: a stream that is made anew counts from 1 again.</summary>
    public required string BodyHash { get; init; }

    /// <summary><see cref="Requeued"/> or <see cref="Discarded"/>.</summary>
    public required string Decision { get; init; }

    public required string Actor { get; init; }

    public required Micros AtUs { get; init; }

    /// <summary>Why it was discarded.</summary>
    public string? Reason { get; init; }

    /// <summary>What requeueing did: <c>appended</c> or <c>rebuild_requested</c>.</summary>
    public string? Action { get; init; }

    public string? TrackId { get; init; }

    /// <summary>With <c>appended</c>: sequence of the new message on the raw stream.</summary>
    public long? RawSeq { get; init; }

    public static string IdOf(long seq) => seq.ToString(CultureInfo.InvariantCulture);

    public bool IsAbout(DeadLetter letter) => LetterId == letter.LetterId && BodyHash == letter.BodyHash;
}

/// <param name="Repeated">It had been decided so before, and nothing was done again.</param>
internal sealed record DeadLetterOutcome(DeadLetterDecision Decision, bool Repeated);
