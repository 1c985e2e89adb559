using System.Text.Json;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>A dead letter as people see it.</summary>
/// <param name="Body">The message, where it is JSON; otherwise <paramref name="BodyBase64"/>. Lists leave both out.</param>
/// <param name="Decision">What was done with it; absent = open.</param>
internal sealed record DeadLetterView(
    long Seq, string Source, string Reason, string LetterId, DateTimeOffset StoredAt, DeadLetterOrigin Origin, int Copies, int Bytes,
    JsonElement? Body, string? BodyBase64, DeadLetterDecision? Decision)
{
    public static DeadLetterView Brief(DeadLetter letter, DeadLetterDecision? decision) => new(
        letter.Seq, letter.Source, letter.Reason, letter.LetterId, letter.StoredAt, letter.Origin, letter.Copies, letter.Body.Length, null, null,
        decision);

    public static DeadLetterView Whole(DeadLetter letter, DeadLetterDecision? decision)
    {
        var brief = Brief(letter, decision);
        try
        {
            using var json = JsonDocument.Parse(letter.Body);
            return brief with { Body = json.RootElement.Clone() };
        }
        catch (JsonException)
        {
            return brief with { BodyBase64 = Convert.ToBase64String(letter.Body.Span) };
        }
    }
}
